package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 20,000 steps, whose driver has 1 GiB of heap, leave no RDD and no broadcast behind, and the heap
 * in use, once it is warm, grows no more. Takes some ten minutes.
 */
class LeakProof {
  private static final long BOUND_SECONDS = 3600;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Half a KiB for each of 16,000 steps. Of it a running cell's learning curve takes 1 MiB, and 5
   * MiB are arrays of the fused cells' last step, which lie ready to be used again.
   */
  private static final long STEPPING = 8 << 20;

  /** What 4,000 steps may add to the data's heap, such as the ended jobs that Spark remembers. */
  private static final long WARMING = 32 << 20;

  @TempDir Path place;

  /** Parameters and sums are handed over within the virtual machine. */
  @Test
  void onALocalMaster() throws IOException, InterruptedException {
    assertNothingIsLeft("local[2]");
  }

  /** Parameters are broadcast, sums come back over the network. */
  @Test
  void onExecutors() throws IOException, InterruptedException {
    String classes = Path.of("target/classes").toAbsolutePath().toString();
    assertNothingIsLeft(
        "local-cluster[2,1,768]",
        "spark.executor.memory=768m",
        "spark.executor.extraClassPath=" + classes);
  }

  private void assertNothingIsLeft(String master, String... settings)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    options.add("-Xmx1g");
    List<String> arguments = new ArrayList<>(List.of(place.toString(), master));
    arguments.addAll(List.of(settings));
    ChildJvm.Result result = ChildJvm.run(LongTraining.class, BOUND_SECONDS, options, arguments);
    System.out.println(result.output());
    assertEquals(0, result.code());
    List<String> lines = result.output().lines().filter(line -> line.startsWith("{")).toList();
    assertEquals(7, lines.size());
    assertKept(0, 0, measured(lines.get(0)));
    assertKept(0, LongTraining.LOADED, measured(lines.get(1)));
    assertKept(LongTraining.WARM, LongTraining.LOADED, measured(lines.get(2)));
    assertKept(LongTraining.LAST_ALONE, LongTraining.LOADED, measured(lines.get(3)));
    assertKept(LongTraining.STEPS, LongTraining.LOADED, measured(lines.get(4)));
    assertKept(LongTraining.STEPS, 0, measured(lines.get(5)));
    assertEnd(JSON.readValue(lines.get(6), LongTraining.End.class));
    assertGrowth(WARMING, measured(lines.get(1)), measured(lines.get(2)));
    assertGrowth(STEPPING, measured(lines.get(2)), measured(lines.get(3)));
    assertGrowth(STEPPING, measured(lines.get(2)), measured(lines.get(4)));
  }

  private static LongTraining.Measured measured(String line) throws JsonProcessingException {
    return JSON.readValue(line, LongTraining.Measured.class);
  }

  private static void assertKept(long steps, int loaded, LongTraining.Measured found) {
    assertEquals(steps, found.steps());
    assertEquals(loaded, found.rdds(), "RDDs at " + found);
    assertEquals(loaded, found.broadcasts(), "broadcasts at " + found);
    assertEquals(Set.of(), found.others());
  }

  private static void assertEnd(LongTraining.End end) {
    int cells = 2 * LongTraining.FUSED_CELLS + 1;
    assertEquals(Collections.nCopies(cells, CellStatus.OK), end.statuses());
    assertEquals(0, end.parametersLeft(), "broadcasts of parameters that stayed");
  }

  private static void assertGrowth(
      long bound, LongTraining.Measured before, LongTraining.Measured after) {
    long growth = after.heap() - before.heap();
    assertTrue(growth < bound, growth + " bytes more heap at " + after);
  }
}

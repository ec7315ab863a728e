package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.train.ChildJvm;

class ManyModelsProof {
  private static final long BOUND_SECONDS = 600;

  /** 20 models of 12 MiB, one of which at a time is trained, in 240 MiB. */
  @Test
  void aGridNeedsNoMoreMemoryThanItsCellsThatRun(@TempDir Path place)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    options.addAll(List.of("-Xmx240m", "-XX:+UseSerialGC"));
    ChildJvm.Result result =
        ChildJvm.run(ManyModels.class, BOUND_SECONDS, options, List.of(place.toString()));
    assertEquals(0, result.code(), result.output());
    List<String> lines = result.output().lines().map(String::strip).toList();
    assertEquals(ManyModels.CELLS, lines.stream().filter("OK"::equals).count(), result.output());
    assertEquals(1, lines.stream().filter(("rows " + ManyModels.CELLS)::equals).count());
  }
}

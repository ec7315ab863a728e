package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.Cells;
import org.sparkgrad.CifarShape;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.model.Network;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.TrainingHeap;

class HeapCheckTest {
  private static final long GIB = 1L << 30;

  private static final int BLOCKS = 16;

  private static final String NET = "model=two-layer";
  private static final String WIDE = "model=conv(2000,1)|max-pool(32)|affine(10)";

  private static void require(long heap, int tasks, String... settings) {
    require(heap, tasks, 0, settings);
  }

  private static void require(long heap, int tasks, long images, String... settings) {
    require(new TrainingHeap(heap, tasks, images), Optional.empty(), settings);
  }

  private static void require(
      TrainingHeap driver, Optional<TrainingHeap> executor, String... settings) {
    Cell cell = Cells.of(settings);
    Network network = Architecture.ofAllFeatures(cell.hyperparameters(), CifarShape.DATA);
    new HeapCheck(driver, executor, Map.of(cell.name(), network)).require(List.of(cell), BLOCKS);
  }

  private static String refused(long heap, int tasks, String... settings) {
    return refused(heap, tasks, 0, settings);
  }

  private static String refused(long heap, int tasks, long images, String... settings) {
    return assertThrows(UsageException.class, () -> require(heap, tasks, images, settings))
        .getMessage();
  }

  /** 20,000 x 3,073 + 10 x 20,001 parameters: the weights, thrice, and two sums of gradients. */
  @Test
  void refusesWhatTheHeapCannotHoldAndSaysWhatWould() {
    String message = refused(GIB, 2, NET, "hidden=20000");
    assertTrue(message.contains("at least 1.19 GiB (61,660,010 parameters x 5 copies"), message);
    assertTrue(message.contains("found 1.00 GiB"), message);
    assertTrue(message.contains("--driver-memory before the command"), message);
    require(GIB + GIB / 5, 2, NET, "hidden=20000");
  }

  @Test
  void takesWhatFits() {
    require(GIB, 2, NET, "hidden=2000");
    require(GIB, 64);
  }

  /** One more task, one more sum; momentum is kept, and written to checkpoints. */
  @Test
  void countsTheSumsOfTasksAndTheStateOfRules() {
    assertEquals(6, copies(refused(GIB, 3, NET, "hidden=20000")));
    assertEquals(
        8, copies(refused(GIB, 2, NET, "hidden=20000", "update-rule=momentum", "momentum=0.9")));
  }

  /** Of a cluster's tasks the sums alone come back. */
  @Test
  void aClusterHasItsTasksElsewhere() {
    assertEquals(4, copies(refused(GIB, 0, 4 * GIB, NET, "hidden=25000")));
    require(GIB, 0, 4 * GIB, WIDE);
  }

  /**
   * 2,048,000 values of a row, and two times their gradients: 128 rows are 2.93 GiB. The parameters
   * stand beside two sums of gradients.
   */
  @Test
  void countsWhatTheLayersOfAllTasksMake() {
    String message = refused(4 * GIB, 2, WIDE);
    assertTrue(message.contains("(28,010 parameters x 3 copies x 4 bytes, 2 tasks x 2.9"), message);
    assertTrue(message.contains(" GiB for what layers make of 128 rows, and 40 MiB"), message);
    assertTrue(
        message.contains("needs less with narrower layers of --model or a --batch-size below 256;"),
        message);
    require(4 * GIB, 1, WIDE);
    require(4 * GIB, 2, WIDE, "batch-size=128");
  }

  @Test
  void groupsOfRowsAreWorkedOnTogether() {
    String net = "model=conv(200,1)|batch-norm(group=1000)|max-pool(32)|affine(10)";
    String message = refused(4 * GIB, 2, net, "batch-size=5000");
    assertTrue(message.contains("make of 1000 rows"), message);
    assertTrue(message.contains("or a smaller group of batch-norm;"), message);
    require(4 * GIB, 2, net);
  }

  /** Named nets are trained in 1 GiB beside CIFAR-10's images. */
  @ParameterizedTest
  @ValueSource(strings = {"cifar-net", "convnet-93", "tang-2013"})
  void takesNamedNets(String name) {
    require(GIB, 2, 60_000L * 3072, "model=" + name, "batch-size=5000");
  }

  /** Images that Spark has no room for, 0.6 of what it does not reserve, are on disk. */
  @Test
  void countsImagesThatAreInMemory() {
    String message = refused(GIB, 2, 60_000L * 3072, NET, "hidden=20000");
    assertTrue(message.contains("and 215 MiB for Spark and data"), message);
    message = refused(GIB, 2, 4 * GIB, NET, "hidden=20000");
    assertTrue(message.contains("and 474 MiB for Spark and data"), message);
  }

  private static void requireOnExecutors(long heap, int tasks, String... settings) {
    TrainingHeap executor = new TrainingHeap(heap, tasks, 0);
    require(new TrainingHeap(4 * GIB, 0, 0), Optional.of(executor), settings);
  }

  /** Batches of 2,048 rows have 128 in each of 16 blocks, of which each task may have one. */
  @Test
  void executorsHoldWhatTheirTasksMake() {
    String message =
        assertThrows(
                UsageException.class, () -> requireOnExecutors(4 * GIB, 2, WIDE, "batch-size=4096"))
            .getMessage();
    assertTrue(message.startsWith("train cell-1 on executors: expected a heap of at"), message);
    assertTrue(message.contains("(28,010 parameters x 3 copies x 4 bytes, 2 tasks x 2.9"), message);
    assertTrue(message.contains(" or a --batch-size below 2048; "), message);
    assertTrue(message.endsWith("option --executor-memory before the command gives more"), message);
    requireOnExecutors(4 * GIB, 1, WIDE, "batch-size=4096");
    requireOnExecutors(4 * GIB, 2, WIDE, "batch-size=1024");
    requireOnExecutors(GIB, 2);
    requireOnExecutors(GIB, 1, "model=nearest-mean");
  }

  private static int copies(String message) {
    return Integer.parseInt(message.replaceFirst("(?s).* x (\\d+) copies.*", "$1"));
  }
}

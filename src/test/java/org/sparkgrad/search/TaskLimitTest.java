package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.CifarShape;
import org.sparkgrad.config.NamedNetwork;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.NetworkMemory;
import org.sparkgrad.model.Networks;

class TaskLimitTest {
  private static final long MIB = 1L << 20;
  private static final Network NET = CifarShape.network(NamedNetwork.CIFAR_NET, 1);

  private static long bytes(int models, int rows) {
    long own = rows * (3072L + 20L * models);
    return 4 * (own + NetworkMemory.of(NET, rows, models).values());
  }

  /** Groups of 64 rows are normalised together: batches of more rows take no more. */
  @ParameterizedTest
  @CsvSource({"20, 20", "64, 64", "500, 64"})
  void asManyCellsAsFit(int batch, int rows) {
    TaskLimit limit = new TaskLimit(256 * MIB, NET, batch);
    int cells = limit.cells();
    assertTrue(bytes(cells, rows) <= 256 * MIB, limit.toString());
    assertTrue(bytes(cells + 1, rows) > 256 * MIB, limit.toString());
  }

  @Test
  void oneCellIsTrainedInAnyCase() {
    assertEquals(1, new TaskLimit(1, NET, 64).cells());
  }

  @Test
  void theTasksOfALocalMasterShareAQuarterOfItsHeap() {
    assertEquals(128 * MIB, TaskLimit.inDriver(1024 * MIB, 2, NET, 64).bytes());
    assertEquals(256 * MIB, TaskLimit.inDriver(8192 * MIB, 2, NET, 64).bytes());
  }

  @Test
  void executorsAreAsTheyAreConfigured() {
    SparkConf conf = new SparkConf(false);
    assertEquals(256 * MIB, TaskLimit.onExecutors(conf, NET, 64).bytes());
    conf.set("spark.executor.memory", "2g").set("spark.executor.cores", "4");
    assertEquals(128 * MIB, TaskLimit.onExecutors(conf, NET, 64).bytes());
  }

  /** Models of few layers are limited by their parameters, long before. */
  @Test
  void gridsOfFewLayersAreNotCut() {
    Network linear = Networks.linear(3072, 10, true);
    Network two = Networks.twoLayer(3072, 256, 10, true, new Dropout(0.5, 1));
    for (Network each : new Network[] {linear, two}) {
      int byParameters = new ResultLimit(Long.MAX_VALUE, 1024 * MIB, 8, each.parameters()).cells();
      assertTrue(TaskLimit.inDriver(1024 * MIB, 8, each, 5000).cells() > byParameters);
    }
  }
}

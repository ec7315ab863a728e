package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;

/** One seed gives one set of weights on every master, and where tasks fail. */
class SameBitsOnMastersTest {
  private static final AtomicInteger FAILURES = new AtomicInteger();

  @TempDir static Path place;
  private static Path directory;
  private static FeatureScaling scaling;
  private static String expected;

  @BeforeAll
  static void trainInMemory() {
    directory = ThreeBlocks.write(place.resolve("tiny"));
    scaling = on("local[1]", context -> withData(context, ThreeBlocks::scaling));
    expected = ThreeBlocks.trainInMemory(ThreeBlocks.inMemory(), scaling);
  }

  /** Spark has one session a virtual machine, so one that other tests left is stopped first. */
  private static <T> T on(String master, Function<JavaSparkContext, T> action) {
    if (SparkSession.getDefaultSession().isDefined()) {
      SparkSession.getDefaultSession().get().stop();
    }
    SparkSession session = SparkSession.builder().config(settings(master)).getOrCreate();
    try {
      assertEquals(master, session.sparkContext().master());
      return action.apply(JavaSparkContext.fromSparkContext(session.sparkContext()));
    } finally {
      session.stop();
    }
  }

  private static SparkConf settings(String master) {
    return new SparkConf()
        .setMaster(master)
        .setAppName("same bits")
        .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.ui.enabled", "false");
  }

  private static <T> T withData(JavaSparkContext context, Function<TrainingData, T> action) {
    try (TrainingData data = ThreeBlocks.load(context, directory, 3)) {
      return action.apply(data);
    }
  }

  private static String train(JavaSparkContext context) {
    return withData(
        context, data -> ThreeBlocks.sha256(ThreeBlocks.train(data, ThreeBlocks.cell())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[1]", "local[2]", "local[4]"})
  void onAnyNumberOfThreads(String master) {
    assertEquals(expected, on(master, SameBitsOnMastersTest::train));
  }

  @Test
  void layersThatAreFittedOnAnyNumberOfThreads() {
    Path images = FittedNetworkTest.write(place.resolve("net"));
    String one = on("local[1]", context -> trainLayers(context, images));
    assertEquals(one, on("local[2]", context -> trainLayers(context, images)));
    assertEquals(one, on("local[4]", context -> trainLayers(context, images)));
  }

  private static String trainLayers(JavaSparkContext context, Path images) {
    int cores = context.defaultParallelism();
    try (TrainingData data = FittedNetworkTest.load(context, images, cores)) {
      return ThreeBlocks.sha256(ThreeBlocks.train(data, FittedNetworkTest.CELL));
    }
  }

  /** In two partitions the failing block is behind one that has been added already. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 40})
  void whereTasksFailOnceAndAreRetried(int partitions) {
    FAILURES.set(0);
    String found =
        on(
            "local[2,4]",
            context ->
                ThreeBlocks.train(
                    context
                        .parallelize(ThreeBlocks.inMemory(), partitions)
                        .map(SameBitsOnMastersTest::failOnce),
                    scaling));
    assertEquals(expected, found);
    assertTrue(FAILURES.get() > 1, "failures: " + FAILURES.get());
  }

  /** Fails in the first attempt of every other job's task with the last block. */
  private static Block failOnce(Block block) {
    TaskContext task = TaskContext.get();
    boolean last = block.endRow() == ThreeBlocks.ROWS;
    if (last && task.attemptNumber() == 0 && task.stageId() % 4 < 2) {
      FAILURES.incrementAndGet();
      throw new MeantToFail();
    }
    return block;
  }

  /** Without a stack trace, which would fill the log. */
  private static final class MeantToFail extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MeantToFail() {
      super("this attempt is meant to fail", null, false, false);
    }
  }
}

package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.KeptBySpark;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Networks;
import org.sparkgrad.optim.GroupObjective;

/** Steps leave nothing behind, whichever way their parameters and sums go. */
@ExtendWith(SharedSpark.class)
class StepRemainsTest {
  private static final Model MODEL = Networks.linear(3072, 10, true);
  private static final float[] PARAMETERS = MODEL.initialParameters(1, 0.02);

  /** Together more than a closure carries. */
  private static final int MANY = 10;

  /** More partitions than are summed without a tree. */
  private static final int TREE = 40;

  private static final long PATIENCE_NANOS = 30_000_000_000L;

  /** Fails wherever there is a row. */
  private static final class FailingLoss implements Loss {
    private static final long serialVersionUID = 1L;

    @Override
    public double evaluate(double[] scores, int label, double[] dScores) {
      throw new MeantToFail();
    }
  }

  /** Without a stack trace, which would fill the log. */
  private static final class MeantToFail extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MeantToFail() {
      super("this loss is meant to fail", null, false, false);
    }
  }

  private static GroupObjective objective(JavaSparkContext spark, int partitions, Loss loss) {
    return new RddObjective(
        spark.parallelize(TinyBlocks.of(7, 5, 1, 20, 4), partitions),
        MODEL,
        loss,
        TinyBlocks.scaling(),
        new ShuffleSampler(1, 37, 20));
  }

  private static List<float[]> models(int count) {
    return Collections.nCopies(count, PARAMETERS);
  }

  private static void assertNothingSince(KeptBySpark before, JavaSparkContext spark) {
    KeptBySpark after = KeptBySpark.collected(spark, kept -> kept.since(before).isNothing());
    assertEquals(Set.of(), after.since(before).rdds());
    assertEquals(Set.of(), after.since(before).blocks().keySet());
  }

  @ParameterizedTest
  @CsvSource({"1,2", "10,2", "1,40", "10,40"})
  void whereTheyEnd(int models, int partitions, JavaSparkContext spark) {
    final KeptBySpark before = KeptBySpark.now(spark);
    GroupObjective objective = objective(spark, partitions, new SoftmaxCrossEntropy());
    for (long iteration = 0; iteration < 5; iteration++) {
      objective.evaluateAll(models(models), iteration).close();
    }
    assertNothingSince(before, spark);
  }

  @ParameterizedTest
  @CsvSource({"1,2", "10,2", "1,40", "10,40"})
  void whereTheyFail(int models, int partitions, JavaSparkContext spark) {
    final KeptBySpark before = KeptBySpark.now(spark);
    fail(objective(spark, partitions, new FailingLoss()), models);
    assertNothingSince(before, spark);
  }

  private static void fail(GroupObjective objective, int models) {
    Exception error =
        assertThrows(SparkException.class, () -> objective.evaluateAll(models(models), 0));
    assertTrue(error.getMessage().contains("meant to fail"), error.getMessage());
  }

  /** What Spark does not know of does not stay either. */
  @ParameterizedTest
  @ValueSource(ints = {2, TREE})
  void letGoOfTheirParameters(int partitions, JavaSparkContext spark) {
    assertTrue(isCollected(step(objective(spark, partitions, new SoftmaxCrossEntropy()), false)));
    assertTrue(isCollected(step(objective(spark, partitions, new FailingLoss()), true)));
  }

  private static WeakReference<float[]> step(GroupObjective objective, boolean fails) {
    float[] parameters = PARAMETERS.clone();
    if (fails) {
      assertThrows(SparkException.class, () -> objective.evaluate(parameters, 0));
    } else {
      objective.evaluate(parameters, 0);
    }
    return new WeakReference<>(parameters);
  }

  private static boolean isCollected(WeakReference<float[]> parameters) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (parameters.get() != null && System.nanoTime() < end) {
      System.gc();
    }
    return parameters.get() == null;
  }

  /** They are megabytes, so they go at once rather than when garbage is collected. */
  @Test
  void broadcastParametersGoWhereTheStepEnds(JavaSparkContext spark) {
    final KeptBySpark before = KeptBySpark.now(spark);
    float[] joined = MODEL.sideBySide(models(MANY));
    try (Exchange<LossAggregator> exchange = ExchangeByValue.of(spark, joined)) {
      assertEquals(joined.length, exchange.parameters().length);
      assertEquals(1, KeptBySpark.now(spark).since(before).largeBroadcasts().size());
    }
    KeptBySpark after =
        KeptBySpark.awaited(spark, kept -> kept.since(before).largeBroadcasts().isEmpty());
    assertEquals(Set.of(), after.since(before).largeBroadcasts());
  }
}

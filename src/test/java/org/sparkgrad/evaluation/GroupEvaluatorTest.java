package org.sparkgrad.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.KeptBySpark;
import org.sparkgrad.NaiveSoftmax;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;

@ExtendWith(SharedSpark.class)
class GroupEvaluatorTest {
  private static final Network MODEL = Networks.linear(3072, 10, true);
  private static final SoftmaxCrossEntropy LOSS = new SoftmaxCrossEntropy();
  private static final GroupEvaluator GROUP = new GroupEvaluator(MODEL, LOSS, TinyBlocks.scaling());
  private static final int ROWS = 190;
  private static final List<RowRange> RANGES =
      List.of(new RowRange(0, 170), new RowRange(170, ROWS), new RowRange(3, 3));

  /** More than travel in one closure. */
  private static final int MANY = 10;

  /** Blocks that are summed in several chunks and in one. */
  private static JavaRDD<Block> blocks(JavaSparkContext spark) {
    return spark.parallelize(TinyBlocks.of(120, 5, 1, 64), 3);
  }

  private static List<float[]> models(int count) {
    return models(MODEL, count);
  }

  private static List<float[]> models(Model shape, int count) {
    List<float[]> models = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      models.add(shape.initialParameters(i, 0.02));
    }
    return models;
  }

  private static Stream<Model> shapes() {
    return Stream.of(
        MODEL,
        Networks.linear(3072, 10, false),
        Networks.softmaxRelu(3072, 10, true),
        Networks.twoLayer(3072, 20, 10, true, new Dropout(0.5, 1)));
  }

  private static float[] filled(Model shape, float value) {
    float[] parameters = new float[shape.parameters()];
    Arrays.fill(parameters, value);
    return parameters;
  }

  /** Ordinary ones first, last, and between such as training leaves behind where it diverges. */
  private static List<float[]> someDiverged() {
    float[] oneIsInfinite = MODEL.initialParameters(8, 0.02);
    oneIsInfinite[1000] = Float.NEGATIVE_INFINITY;
    float[] oneIsUndefined = MODEL.initialParameters(9, 0.02);
    oneIsUndefined[30_725] = Float.NaN;
    return List.of(
        MODEL.initialParameters(1, 0.02),
        filled(MODEL, Float.NaN),
        MODEL.initialParameters(2, 0.02),
        filled(MODEL, Float.POSITIVE_INFINITY),
        oneIsInfinite,
        oneIsUndefined,
        filled(MODEL, Float.MAX_VALUE),
        MODEL.initialParameters(3, 0.02));
  }

  private static void assertEachIsAsAlone(
      Model shape, List<float[]> models, JavaSparkContext spark) {
    List<List<Evaluation>> together =
        new GroupEvaluator(shape, LOSS, TinyBlocks.scaling())
            .evaluate(blocks(spark), RANGES, models);
    assertEquals(models.size(), together.size());
    for (int i = 0; i < models.size(); i++) {
      List<Evaluation> alone =
          new Evaluator(shape, LOSS, TinyBlocks.scaling(), models.get(i))
              .evaluate(blocks(spark), RANGES);
      assertEquals(
          alone.stream().map(GroupEvaluatorTest::figures).toList(),
          together.get(i).stream().map(GroupEvaluatorTest::figures).toList());
    }
  }

  private static List<Object> figures(Evaluation evaluation) {
    List<Object> figures = new ArrayList<>();
    figures.add(evaluation.meanLoss());
    for (int label = 0; label < 10; label++) {
      for (int prediction = 0; prediction < 10; prediction++) {
        figures.add(evaluation.confusion().count(label, prediction));
      }
    }
    return figures;
  }

  private static void assertAsByLoops(float[] parameters, Evaluation found, RowRange range) {
    double[] doubles = NaiveSoftmax.doubles(parameters);
    NaiveSoftmax naive = new NaiveSoftmax(TinyBlocks.scaling());
    int[] rows = new int[range.size()];
    long[] counts = new long[100];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = range.start() + i;
      counts[TinyBlocks.label(rows[i]) * 10 + naive.prediction(doubles, rows[i])]++;
    }
    for (int i = 0; i < counts.length; i++) {
      assertEquals(counts[i], found.confusion().count(i / 10, i % 10));
    }
    assertEquals(naive.meanLoss(doubles, rows), found.meanLoss(), 1e-5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17})
  void modelsGetTheBitsThatEachGetsAlone(int count, JavaSparkContext spark) {
    assertEachIsAsAlone(MODEL, models(count), spark);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void modelsOfAnyShapeDo(Model shape, JavaSparkContext spark) {
    List<float[]> models = models(shape, 4);
    models.set(1, filled(shape, Float.NaN));
    models.set(2, filled(shape, Float.POSITIVE_INFINITY));
    assertEachIsAsAlone(shape, models, spark);
  }

  @Test
  void thoseThatDivergedChangeNoBitOfTheOthers(JavaSparkContext spark) {
    assertEachIsAsAlone(MODEL, someDiverged(), spark);
    List<float[]> models = someDiverged();
    List<List<Evaluation>> evaluations = GROUP.evaluate(blocks(spark), RANGES, models);
    for (int ordinary : new int[] {0, 2, 7}) {
      assertAsByLoops(models.get(ordinary), evaluations.get(ordinary).get(0), RANGES.get(0));
      assertAsByLoops(models.get(ordinary), evaluations.get(ordinary).get(1), RANGES.get(1));
    }
    for (int diverged : new int[] {1, 3, 4, 5, 6}) {
      assertFalse(Double.isFinite(evaluations.get(diverged).get(0).meanLoss()), "at " + diverged);
      assertEquals(170, evaluations.get(diverged).get(0).confusion().rows());
    }
  }

  @Test
  void manyAreEvaluatedInTheirOrderInSeveralJobs(JavaSparkContext spark) {
    int atATime = GroupEvaluator.PARAMETERS_AT_A_TIME / MODEL.parameters();
    List<float[]> models = models(atATime + 2);
    assertEquals(1, jobs(models.subList(2, models.size()), spark));
    assertEquals(2, jobs(models, spark));
    List<List<Evaluation>> evaluations = GROUP.evaluate(blocks(spark), RANGES, models);
    for (int i = 0; i < models.size(); i++) {
      assertAsByLoops(models.get(i), evaluations.get(i).get(1), RANGES.get(1));
    }
  }

  private static int jobs(List<float[]> models, JavaSparkContext spark) {
    String group = models.size() + " models";
    spark.setJobGroup(group, group);
    GROUP.evaluate(blocks(spark), RANGES, models);
    spark.clearJobGroup();
    return spark.statusTracker().getJobIdsForGroup(group).length;
  }

  @Test
  void noModelsHaveNoEvaluations(JavaSparkContext spark) {
    assertEquals(List.of(), GROUP.evaluate(blocks(spark), RANGES, List.of()));
  }

  @Test
  void refusesFeaturesThatTheModelDoesNotTake() {
    Network other = Networks.linear(5, 10, true);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new GroupEvaluator(other, LOSS, TinyBlocks.scaling()));
    assertTrue(error.getMessage().contains("3072"), error.getMessage());
    assertTrue(error.getMessage().contains("found one of 5"), error.getMessage());
  }

  /** They are megabytes, so they go at once rather than when garbage is collected. */
  @Test
  void parametersAreLetGoOf(JavaSparkContext spark) {
    final KeptBySpark before = KeptBySpark.now(spark);
    GROUP.evaluate(blocks(spark), RANGES, models(MANY));
    assertNoLargeBroadcast(before, spark);
  }

  @Test
  void parametersAreLetGoOfWhereAnEvaluationFails(JavaSparkContext spark) {
    final KeptBySpark before = KeptBySpark.now(spark);
    List<RowRange> ranges = List.of(new RowRange(0, ROWS));
    JavaRDD<Block> unreadable = blocks(spark).map(GroupEvaluatorTest::meantToFail);
    assertThrows(SparkException.class, () -> GROUP.evaluate(unreadable, ranges, models(MANY)));
    assertNoLargeBroadcast(before, spark);
  }

  private static Block meantToFail(Block block) {
    throw new IllegalStateException("meant to fail at row " + block.firstRow());
  }

  private static void assertNoLargeBroadcast(KeptBySpark before, JavaSparkContext spark) {
    KeptBySpark after =
        KeptBySpark.awaited(spark, kept -> kept.since(before).largeBroadcasts().isEmpty());
    assertEquals(Set.of(), after.since(before).largeBroadcasts());
  }
}

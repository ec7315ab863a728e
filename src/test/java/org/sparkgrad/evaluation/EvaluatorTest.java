package org.sparkgrad.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.NaiveSoftmax;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureRows;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;

@ExtendWith(SharedSpark.class)
class EvaluatorTest {
  private static final Network MODEL = Networks.linear(3072, 10, true);
  private static final float[] PARAMETERS = MODEL.initialParameters(5, 0.02);
  private static final double[] DOUBLES = NaiveSoftmax.doubles(PARAMETERS);
  private static final NaiveSoftmax NAIVE = new NaiveSoftmax(TinyBlocks.scaling());

  private static Evaluator evaluator(float[] parameters) {
    return new Evaluator(MODEL, new SoftmaxCrossEntropy(), TinyBlocks.scaling(), parameters);
  }

  /** 26 rows in five blocks. */
  private static JavaRDD<Block> blocks(JavaSparkContext spark, int partitions) {
    return spark.parallelize(TinyBlocks.of(7, 5, 1, 9, 4), partitions);
  }

  private static int[] rows(int start, int end) {
    int[] rows = new int[end - start];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = start + i;
    }
    return rows;
  }

  private static void checkAgainstLoops(Evaluation actual, int start, int end) {
    long[][] counts = new long[10][10];
    int correct = 0;
    for (int row : rows(start, end)) {
      int prediction = NAIVE.prediction(DOUBLES, row);
      counts[TinyBlocks.label(row)][prediction]++;
      correct += prediction == TinyBlocks.label(row) ? 1 : 0;
    }
    for (int label = 0; label < 10; label++) {
      for (int prediction = 0; prediction < 10; prediction++) {
        assertEquals(counts[label][prediction], actual.confusion().count(label, prediction));
      }
    }
    assertEquals(end - start, actual.confusion().rows());
    assertEquals((double) correct / (end - start), actual.accuracy());
    assertEquals(NAIVE.meanLoss(DOUBLES, rows(start, end)), actual.meanLoss(), 1e-5);
  }

  @ParameterizedTest
  @CsvSource({"0,26", "3,20", "7,12", "12,13", "25,26"})
  void agreesWithALoopOverTheRows(int start, int end, JavaSparkContext spark) {
    RowRange range = new RowRange(start, end);
    checkAgainstLoops(evaluator(PARAMETERS).evaluate(blocks(spark, 2), range), start, end);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 9})
  void thePartitionsChangeNoBit(int partitions, JavaSparkContext spark) {
    RowRange all = new RowRange(0, 26);
    Evaluation one = evaluator(PARAMETERS).evaluate(blocks(spark, 1), all);
    Evaluation many = evaluator(PARAMETERS).evaluate(blocks(spark, partitions), all);
    assertEquals(one.meanLoss(), many.meanLoss());
    assertEquals(one.accuracy(), many.accuracy());
  }

  @Test
  void severalRangesComeInTheirOrder(JavaSparkContext spark) {
    List<Evaluation> evaluations =
        evaluator(PARAMETERS)
            .evaluate(
                blocks(spark, 3),
                List.of(new RowRange(10, 26), new RowRange(0, 10), new RowRange(5, 15)));
    assertEquals(3, evaluations.size());
    checkAgainstLoops(evaluations.get(0), 10, 26);
    checkAgainstLoops(evaluations.get(1), 0, 10);
    checkAgainstLoops(evaluations.get(2), 5, 15);
  }

  @Test
  void severalRangesAreOneJob(JavaSparkContext spark) {
    String group = "several ranges";
    spark.setJobGroup(group, group);
    evaluator(PARAMETERS)
        .evaluate(blocks(spark, 2), List.of(new RowRange(0, 5), new RowRange(5, 26)));
    assertEquals(1, spark.statusTracker().getJobIdsForGroup(group).length);
    spark.clearJobGroup();
  }

  @Test
  void anEmptyRangeHasNoRowsAndNoAccuracy(JavaSparkContext spark) {
    List<Evaluation> evaluations =
        evaluator(PARAMETERS)
            .evaluate(blocks(spark, 2), List.of(new RowRange(7, 7), new RowRange(0, 26)));
    assertEquals(0, evaluations.get(0).confusion().rows());
    assertTrue(Double.isNaN(evaluations.get(0).accuracy()));
    assertTrue(Double.isNaN(evaluations.get(0).meanLoss()));
    checkAgainstLoops(evaluations.get(1), 0, 26);
  }

  @Test
  void noRangesHaveNoEvaluations(JavaSparkContext spark) {
    assertEquals(0, evaluator(PARAMETERS).evaluate(blocks(spark, 2), List.of()).size());
  }

  /** With all scores equal every row is predicted to be of class 0. */
  @Test
  void equalScoresGoToTheFirstClass(JavaSparkContext spark) {
    Evaluation evaluation =
        evaluator(new float[30_730]).evaluate(blocks(spark, 2), new RowRange(0, 20));
    for (int label = 0; label < 10; label++) {
      assertEquals(2, evaluation.confusion().count(label, 0));
    }
    assertEquals(0.1, evaluation.accuracy());
    assertEquals(Math.log(10), evaluation.meanLoss(), 1e-9);
  }

  @Test
  void theLargestScoreWinsAndTheFirstOfEquals() {
    float[] scores = {9, 1, 5, 5, -1, -3, -2, -2};
    assertEquals(1, Evaluator.prediction(scores, 1, 3));
    assertEquals(0, Evaluator.prediction(scores, 0, 4));
    assertEquals(0, Evaluator.prediction(scores, 4, 4));
    assertEquals(1, Evaluator.prediction(scores, 5, 3));
  }

  @Test
  void scoresAreThoseOfTheRows() {
    Block block = TinyBlocks.of(4, 6).get(1);
    float[] scores = evaluator(PARAMETERS).scorer().scores(block, new RowRange(5, 8));
    assertEquals(30, scores.length);
    for (int row = 5; row < 8; row++) {
      double[] actual = new double[10];
      for (int j = 0; j < 10; j++) {
        actual[j] = scores[(row - 5) * 10 + j];
      }
      assertArrayEquals(NAIVE.scores(DOUBLES, row), actual, 1e-4);
    }
  }

  /** Rows of other classes than 5 lose about 1e20 each, and that is their loss. */
  @Test
  void aLargeLossIsWhatItIs(JavaSparkContext spark) {
    float[] wild = PARAMETERS.clone();
    wild[30_725] = 1e20f;
    Evaluation evaluation = evaluator(wild).evaluate(blocks(spark, 2), new RowRange(0, 26));
    long others = IntStream.range(0, 26).filter(row -> TinyBlocks.label(row) != 5).count();
    assertEquals(1e20f * (double) others / 26, evaluation.meanLoss(), 1e-6 * 1e20);
    assertEquals(26, evaluation.confusion().rows());
  }

  @Test
  void losesOfARowThatAreNotNumbersAreToldOf(JavaSparkContext spark) {
    float[] wild = PARAMETERS.clone();
    wild[30_725] = Float.NaN;
    Evaluation evaluation = evaluator(wild).evaluate(blocks(spark, 2), new RowRange(0, 26));
    assertTrue(Double.isNaN(evaluation.meanLoss()));
  }

  /** Labels count from 0 to any number of classes, 128 and 255 among them. */
  @Test
  void thereAreLabelsBeyondTheSignedByte(JavaSparkContext spark) {
    int classes = 300;
    int[] labels = {0, 127, 128, 200, 255, 256, 299};
    float[] values = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      values[i] = labels[i] / 300f;
    }
    // The score of class j is j x - j^2 / 600, the largest where j = 300 x.
    Model model = Networks.linear(1, classes, true);
    float[] parameters = new float[2 * classes];
    for (int j = 0; j < classes; j++) {
      parameters[j] = j;
      parameters[classes + j] = -j * j / 600f;
    }
    FeatureScaling asItIs = new FeatureScaling(new float[] {1}, new float[1]);
    Block block = new Block(0, 0, labels, new FeatureRows(1, values, new float[0]));
    Evaluation evaluation =
        new Evaluator(model, new SoftmaxCrossEntropy(), asItIs, parameters)
            .evaluate(spark.parallelize(List.of(block), 1), new RowRange(0, labels.length));
    assertEquals(1, evaluation.accuracy());
    for (int label : labels) {
      assertEquals(1, evaluation.confusion().count(label, label));
    }
  }
}

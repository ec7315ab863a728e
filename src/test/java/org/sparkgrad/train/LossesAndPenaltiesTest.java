package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.Cells;
import org.sparkgrad.Loaded;
import org.sparkgrad.SharedSpark;

/** Whole runs, from hyperparameters to weights, against plain loops in doubles. */
@ExtendWith(SharedSpark.class)
class LossesAndPenaltiesTest {
  private static final int ROWS_PER_FILE = 12;
  private static final int TRAIN_ROWS = 60;
  private static final int WEIGHTS = 30_720;
  private static final int STEPS = 4;

  private static TrainingData data;

  @BeforeAll
  static void load(@Loaded(rowsPerFile = ROWS_PER_FILE, testRows = 10) TrainingData loaded) {
    data = loaded;
  }

  private static CellResult train(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "features=raw|unit",
                "batch-size=" + TRAIN_ROWS,
                "iterations=" + STEPS,
                "validation=0",
                "init-scale=0"));
    all.addAll(List.of(settings));
    return CellTrainer.of(data, new CellTrainer.Settings(0, 0, false))
        .train(Cells.of(all.toArray(String[]::new)));
  }

  private static PlainLinear plain(PlainLinear.RowLoss loss) {
    return new PlainLinear(PixelRows.ofTrainFiles(ROWS_PER_FILE), loss);
  }

  private static void steps(PlainLinear plain, double rate, double momentum) {
    for (int step = 0; step < STEPS; step++) {
      plain.step(rate, momentum);
    }
  }

  private static float[] parameters(CellResult result) {
    return result.model().orElseThrow().parameters();
  }

  private static void assertSame(PlainLinear expected, CellResult found) {
    double largest = 0;
    for (double parameter : expected.parameters) {
      largest = Math.max(largest, Math.abs(parameter));
    }
    float[] parameters = parameters(found);
    assertEquals(expected.parameters.length, parameters.length);
    for (int i = 0; i < parameters.length; i++) {
      assertEquals(expected.parameters[i], parameters[i], 1e-5 * largest, "parameter " + i);
    }
    double loss = expected.meanLoss();
    assertEquals(loss, found.train().orElseThrow().meanLoss(), 1e-5 * loss);
  }

  private static double hinge(double[] scores, int label, double margin, int power) {
    double sum = 0;
    for (int j = 0; j < scores.length; j++) {
      sum += j == label ? 0 : Math.pow(Math.max(0, margin + scores[j] - scores[label]), power);
    }
    return sum;
  }

  private static double oneVsRest(double[] scores, int label, double margin) {
    double sum = 0;
    for (int j = 0; j < scores.length; j++) {
      sum += Math.pow(Math.max(0, j == label ? margin - scores[j] : margin + scores[j]), 2);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.25})
  void makesStepsWithTheHinge(double margin) {
    PlainLinear expected = plain((scores, label) -> hinge(scores, label, margin, 1));
    steps(expected, 2e-3, 0.5);
    assertSame(
        expected, train("loss=hinge", "margin=" + margin, "learning-rate=2e-3", "momentum=0.5"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2.5})
  void makesStepsWithTheSquaredHinge(double margin) {
    PlainLinear expected = plain((scores, label) -> hinge(scores, label, margin, 2));
    steps(expected, 1e-4, 0);
    assertSame(expected, train("loss=squared-hinge", "margin=" + margin, "learning-rate=1e-4"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2.5})
  void makesStepsWithTheOneVsRestSquaredHinge(double margin) {
    PlainLinear expected = plain((scores, label) -> oneVsRest(scores, label, margin));
    steps(expected, 2e-4, 0);
    CellResult found =
        train("loss=one-vs-rest-squared-hinge", "margin=" + margin, "learning-rate=2e-4");
    assertSame(expected, found);
  }

  @Test
  void makesStepsWithTheElasticNetAndMomentum() {
    PlainLinear expected = plain((scores, label) -> hinge(scores, label, 1, 2));
    expected.l1ByProximalOperator = 0.2;
    expected.l2 = 5;
    steps(expected, 1e-4, 0.75);
    CellResult found =
        train("loss=squared-hinge", "learning-rate=1e-4", "momentum=0.75", "l1=0.2", "l2=5");
    assertSame(expected, found);
    long zeros = 0;
    for (int i = 0; i < WEIGHTS; i++) {
      zeros += expected.parameters[i] == 0 ? 1 : 0;
    }
    double share = (double) zeros / WEIGHTS;
    assertTrue(share > 0.1 && share < 0.9, "share of zeros " + share);
    assertEquals(share, found.model().orElseThrow().sparsity(), 1e-3);
  }

  /** From weights that are not 0, where floats and doubles could take a slope to differ in sign. */
  @Test
  void makesStepsWithTheSubgradientOfL1() {
    PlainLinear expected = plain((scores, label) -> hinge(scores, label, 1, 2));
    expected.start(parameters(train("iterations=0", "init-scale=1e-4")));
    expected.l1BySubgradient = 0.5;
    steps(expected, 1e-4, 0);
    CellResult found =
        train(
            "loss=squared-hinge",
            "learning-rate=1e-4",
            "init-scale=1e-4",
            "l1=0.5",
            "l1-method=subgradient");
    assertSame(expected, found);
    assertTrue(found.model().orElseThrow().sparsity() < 0.01);
  }

  @Test
  void makesStepsWithMaxNorm() {
    PlainLinear expected = plain((scores, label) -> hinge(scores, label, 1, 1));
    expected.maxNorm = 0.005;
    steps(expected, 2e-3, 0.5);
    CellResult found = train("loss=hinge", "learning-rate=2e-3", "momentum=0.5", "max-norm=0.005");
    assertSame(expected, found);
    for (int j = 0; j < 10; j++) {
      double squares = 0;
      for (int k = 0; k < 3072; k++) {
        squares += Math.pow(parameters(found)[j * 3072 + k], 2);
      }
      assertTrue(Math.sqrt(squares) <= 0.005 * (1 + 1e-6), "class " + j);
    }
  }
}

package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sparkgrad.NaiveSoftmax;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;
import org.sparkgrad.optim.LossAndGradient;

/** The whole data loss, from pixel bytes to gradient, against central differences in doubles. */
class ObjectiveGradientTest {
  private static final Network MODEL = Networks.linear(3072, 10, true);
  private static final NaiveSoftmax NAIVE = new NaiveSoftmax(TinyBlocks.scaling());
  private static final int[] BATCH = {0, 2, 3, 3, 4, 8, 9};

  private static float[] parameters() {
    float[] parameters = MODEL.initialParameters(1, 0.02);
    for (int j = 0; j < 10; j++) {
      parameters[30_720 + j] = 0.1f * j;
    }
    return parameters;
  }

  private static LossAndGradient evaluate(float[] parameters, int... batch) {
    return new LocalObjective(
            TinyBlocks.of(4, 1, 5),
            MODEL,
            new SoftmaxCrossEntropy(),
            TinyBlocks.scaling(),
            iteration -> batch)
        .evaluate(parameters, 0);
  }

  private static void assertSlope(int along, LossAndGradient actual) {
    double slope = NAIVE.slope(NaiveSoftmax.doubles(parameters()), along, 1e-4, BATCH);
    double tolerance = 2e-6 + 1e-5 * Math.abs(slope);
    assertEquals(slope, actual.gradient()[along], tolerance, "parameter " + along);
  }

  @Test
  void theLossIsTheMeanOfTheRows() {
    double expected = NAIVE.meanLoss(NaiveSoftmax.doubles(parameters()), BATCH);
    assertEquals(expected, evaluate(parameters(), BATCH).loss(), 1e-5);
  }

  /** The blocks begin with rows 0, 4 and 5, and end with rows 3, 4 and 9. */
  @Test
  void rowsThatRepeatAtTheEdgesOfBlocksAllCount() {
    int[][] batches = {
      {0, 0, 0, 0},
      {4, 4, 4},
      {0, 0, 0, 0, 0, 9, 9},
      {3, 3, 3, 4, 4, 5, 5, 5, 5},
      {0, 0, 1, 1, 1, 3, 4, 4, 4, 4, 5, 5, 6, 9, 9, 9}
    };
    for (int[] batch : batches) {
      double expected = NAIVE.meanLoss(NaiveSoftmax.doubles(parameters()), batch);
      assertEquals(expected, evaluate(parameters(), batch).loss(), 1e-5);
    }
  }

  @Test
  void theGradientOfWeightsIsTheirSlope() {
    LossAndGradient actual = evaluate(parameters(), BATCH);
    Random random = new Random(1);
    for (int trial = 0; trial < 60; trial++) {
      assertSlope(random.nextInt(30_720), actual);
    }
  }

  @Test
  void theGradientOfTheFirstAndLastWeightsIsTheirSlope() {
    LossAndGradient actual = evaluate(parameters(), BATCH);
    for (int along : new int[] {0, 9, 10, 30_709, 30_710, 30_719}) {
      assertSlope(along, actual);
    }
  }

  @Test
  void theGradientOfBiasesIsTheirSlope() {
    LossAndGradient actual = evaluate(parameters(), BATCH);
    for (int j = 0; j < 10; j++) {
      assertSlope(30_720 + j, actual);
    }
  }

  /** A step against the gradient lowers the loss by about its squared length times the rate. */
  @Test
  void aSmallStepLowersTheLossAsTheGradientPromises() {
    float[] parameters = parameters();
    LossAndGradient before = evaluate(parameters, BATCH);
    double squares = 0;
    for (int i = 0; i < parameters.length; i++) {
      squares += before.gradient()[i] * before.gradient()[i];
      parameters[i] = (float) (parameters[i] - 1e-5 * before.gradient()[i]);
    }
    double lowered = before.loss() - evaluate(parameters, BATCH).loss();
    assertEquals(1, lowered / (1e-5 * squares), 0.02);
  }
}

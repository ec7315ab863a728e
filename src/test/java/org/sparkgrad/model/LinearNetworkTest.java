package org.sparkgrad.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkgrad.RandomFloats.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.RowGroups;
import org.sparkgrad.linalg.Segment;

class LinearNetworkTest {
  private static float[] notANumbers(int size) {
    float[] values = new float[size];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  /** The gradient over groups of rows, each added to those before it. */
  private static float[] backward(
      Network model, float[] parameters, float[] inputs, float[] dScores, int... ends) {
    GroupSums sums = GroupSums.of(model.parameters(), GroupsInOrder.of(ends));
    Model.Pass pass = model.at(parameters);
    pass.forward(inputs, ends[ends.length - 1], new float[dScores.length]);
    pass.backward(dScores, sums);
    return sums.vectors().get(0);
  }

  @Test
  void scoresByHand() {
    Network model = Networks.linear(2, 3, true);
    float[] parameters = {1, 4, 2, 5, 3, 6, 10, 20, 30};
    float[] scores = notANumbers(6);
    model.at(parameters).forward(new float[] {1, 0, 2, -1}, 2, scores);
    assertArrayEquals(new float[] {11, 22, 33, 8, 19, 30}, scores);
  }

  @Test
  void gradientByHand() {
    Network model = Networks.linear(2, 3, true);
    float[] dScores = {1, -1, 0, 0, 2, -2};
    float[] gradient = backward(model, new float[9], new float[] {1, 0, 2, -1}, dScores, 2);
    assertArrayEquals(new float[] {1, 0, 3, -2, -4, 2, 1, 1, -2}, gradient);
  }

  @ParameterizedTest
  @CsvSource({
    "5,7,3,true",
    "5,7,3,false",
    "1,1,1,true",
    "8,4,10,true",
    "0,6,2,true",
    "13,50,5,false"
  })
  void forwardAgreesWithALoop(int rows, int features, int classes, boolean bias) {
    Network model = Networks.linear(features, classes, bias);
    float[] parameters = random(model.parameters(), 1);
    float[] inputs = random(rows * features, 2);
    float[] scores = notANumbers(rows * classes);
    model.at(parameters).forward(inputs, rows, scores);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < classes; j++) {
        double expected = bias ? parameters[features * classes + j] : 0;
        for (int k = 0; k < features; k++) {
          expected += (double) inputs[i * features + k] * parameters[j * features + k];
        }
        assertEquals(expected, scores[i * classes + j], 2e-5);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5,7,3,true",
    "5,7,3,false",
    "1,1,1,true",
    "8,4,10,true",
    "0,6,2,true",
    "50,13,5,false"
  })
  void backwardAgreesWithALoop(int rows, int features, int classes, boolean bias) {
    Network model = Networks.linear(features, classes, bias);
    float[] inputs = random(rows * features, 3);
    float[] dScores = random(rows * classes, 4);
    float[] parameters = random(model.parameters(), 5);
    float[] gradient = backward(model, parameters, inputs, dScores, rows / 2, rows);
    for (int j = 0; j < classes; j++) {
      for (int k = 0; k < features; k++) {
        double expected = 0;
        for (int i = 0; i < rows; i++) {
          expected += (double) inputs[i * features + k] * dScores[i * classes + j];
        }
        assertEquals(expected, gradient[j * features + k], 2e-5);
      }
      if (bias) {
        assertEquals(columnSum(dScores, rows, classes, j), gradient[features * classes + j], 2e-5);
      }
    }
  }

  @Test
  void groupsTakenInTwoGoesGiveTheBitsOfOne() {
    Network model = Networks.linear(13, 5, true);
    float[] parameters = random(model.parameters(), 5);
    float[] inputs = random(7 * 13, 3);
    float[] dScores = random(7 * 5, 4);
    float[] first = backward(model, parameters, inputs, dScores, 2, 3);
    float[] laterInputs = Arrays.copyOfRange(inputs, 3 * 13, 7 * 13);
    float[] laterScores = Arrays.copyOfRange(dScores, 3 * 5, 7 * 5);
    GroupSums later = GroupSums.of(model.parameters(), new RowGroups(3, 4));
    Model.Pass pass = model.at(parameters);
    pass.forward(laterInputs, 4, new float[20]);
    pass.backward(laterScores, later);
    for (float[] group : later.vectors()) {
      GroupSums.add(group, 0, first, first.length);
    }
    assertArrayEquals(backward(model, parameters, inputs, dScores, 2, 3, 6, 7), first);
  }

  @ParameterizedTest
  @CsvSource({"2,true", "3,false", "64,true"})
  void modelsSideBySideGiveTheBitsThatEachGivesAlone(int models, boolean bias) {
    Network model = Networks.linear(13, 5, bias);
    List<float[]> all = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      all.add(random(model.parameters(), 10 + i));
    }
    float[] inputs = random(7 * 13, 3);
    float[] dScores = random(models * 7 * 5, 4);
    float[] scores = notANumbers(models * 7 * 5);
    GroupSums sums = GroupSums.of(models * model.parameters(), GroupsInOrder.of(3, 7));
    Model.Pass together = model.at(model.sideBySide(all), models);
    together.forward(inputs, 7, scores);
    together.backward(dScores, sums);
    float[] gradients = sums.vectors().get(0);
    for (int i = 0; i < models; i++) {
      float[] alone = new float[35];
      model.at(all.get(i)).forward(inputs, 7, alone);
      assertArrayEquals(alone, Arrays.copyOfRange(scores, i * 35, (i + 1) * 35));
      float[] own = Arrays.copyOfRange(dScores, i * 35, (i + 1) * 35);
      float[] expected = backward(model, all.get(i), inputs, own, 3, 7);
      assertArrayEquals(expected, Placed.at(gradients, model.place(i, models)));
    }
  }

  private static double columnSum(float[] matrix, int rows, int columns, int column) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += matrix[i * columns + column];
    }
    return sum;
  }

  @Test
  void rectifiedFeaturesAreWeighedApartAboveAndBelowZero() {
    Network model = Networks.softmaxRelu(2, 1, true);
    // Above zero the weights are 1 and 2, below it 10 and 20.
    float[] parameters = {1, 2, 10, 20, 100};
    float[] inputs = {3, -4, -5, 6};
    float[] scores = new float[2];
    Model.Pass pass = model.at(parameters);
    pass.forward(inputs, 2, scores);
    assertArrayEquals(new float[] {100 + 3 + 80, 100 + 50 + 12}, scores);
    GroupSums sums = GroupSums.of(5, new RowGroups(2));
    pass.backward(new float[] {1, 2}, sums);
    assertArrayEquals(new float[] {3, 12, 10, 4, 3}, sums.vectors().get(0));
  }

  @Test
  void aPassCanBeUsedAgain() {
    Network model = Networks.linear(2, 2, true);
    Model.Pass pass = model.at(new float[] {1, 2, 3, 4, 5, 6});
    pass.forward(new float[] {9, 9, 9, 9}, 2, new float[4]);
    float[] scores = notANumbers(2);
    pass.forward(new float[] {1, 1}, 1, scores);
    assertArrayEquals(new float[] {8, 13}, scores);
  }

  @Test
  void bothWaysLeaveTheirInputsAlone() {
    Network model = Networks.linear(4, 3, true);
    float[] parameters = random(15, 6);
    float[] inputs = random(8, 7);
    float[] dScores = random(6, 8);
    backward(model, parameters, inputs, dScores, 1, 2);
    assertArrayEquals(random(15, 6), parameters);
    assertArrayEquals(random(8, 7), inputs);
    assertArrayEquals(random(6, 8), dScores);
  }

  @Test
  void biasesComeLastAndAreNoWeights() {
    Network with = Networks.linear(7, 3, true);
    assertEquals(24, with.parameters());
    assertEquals(List.of(new Segment(0, 21)), with.weights());
    assertEquals(
        List.of(new Segment(0, 7), new Segment(7, 14), new Segment(14, 21)), with.weightRows());
    Network without = Networks.linear(7, 3, false);
    assertEquals(21, without.parameters());
    assertEquals(List.of(new Segment(0, 21)), without.weights());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 0.01, 3})
  void initialWeightsAreNormalAndBiasesZero(double scale) {
    Network model = Networks.linear(3072, 10, true);
    float[] parameters = model.initialParameters(1, scale);
    double sum = 0;
    double squares = 0;
    int within = 0;
    for (int i = 0; i < 30_720; i++) {
      double x = parameters[i] / scale;
      sum += x;
      squares += x * x;
      within += Math.abs(x) < 1 ? 1 : 0;
    }
    assertEquals(0, sum / 30_720, 0.03);
    assertEquals(1, squares / 30_720, 0.04);
    assertEquals(0.6827, within / 30_720.0, 0.014);
    assertArrayEquals(new float[10], Arrays.copyOfRange(parameters, 30_720, 30_730));
  }

  @Test
  void initialWeightsDependOnTheSeedAlone() {
    Network model = Networks.linear(20, 10, true);
    float[] first = model.initialParameters(1, 1);
    assertArrayEquals(first, model.initialParameters(1, 1));
    assertFalse(Arrays.equals(first, model.initialParameters(2, 1)));
    float[] withoutBias = Networks.linear(20, 10, false).initialParameters(1, 1);
    assertArrayEquals(Arrays.copyOf(first, 200), withoutBias);
  }

  @Test
  void weightsOfScaleZeroAreZero() {
    for (float weight : Networks.linear(5, 2, true).initialParameters(1, 0)) {
      assertTrue(weight == 0);
    }
  }
}

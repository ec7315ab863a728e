package org.sparkgrad.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkgrad.RandomFloats.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.layer.Draws;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.RowGroups;
import org.sparkgrad.linalg.Segment;

class TwoLayerNetworkTest {
  private static final int ROWS = 9;
  private static final int[] NUMBERS = {3, 4, 7, 7, 100, 101, 4_000, 49_998, 49_999};

  private static Draws draws(long iteration) {
    return new Draws(iteration, NUMBERS, new RowGroups(ROWS));
  }

  private static Network model(boolean bias, double dropout) {
    return Networks.twoLayer(13, 21, 5, bias, new Dropout(dropout, 3));
  }

  @Test
  void byHand() {
    Network model = Networks.twoLayer(2, 2, 2, true, Dropout.NONE);
    // W1 = (1 2; -1 1), b1 = (0 1), W2 = (1 3; 2 -1), b2 = (10 20).
    float[] parameters = {1, 2, -1, 1, 0, 1, 1, 3, 2, -1, 10, 20};
    float[] inputs = {1, 1, 3, -1};
    // Z = (3 1; 1 -3), H = (3 1; 1 0).
    float[] scores = new float[4];
    Model.Pass pass = model.at(parameters);
    pass.forward(inputs, 2, scores);
    assertArrayEquals(new float[] {16, 25, 11, 22}, scores);
    GroupSums sums = GroupSums.of(12, new RowGroups(2));
    pass.backward(new float[] {1, 0, 0, 1}, sums);
    // dZ = (1 3; 2 0), dW1 = dZᵀ·X, dW2 = dScoresᵀ·H.
    assertArrayEquals(new float[] {7, -1, 3, 3, 3, 3, 3, 1, 1, 0, 1, 1}, sums.vectors().get(0));
  }

  @Test
  void agreesWithTheTextbook() {
    Network model = model(true, 0);
    float[] parameters = random(model.parameters(), 1);
    float[] inputs = random(ROWS * 13, 2);
    float[] dScores = random(ROWS * 5, 3);
    float[] scores = new float[ROWS * 5];
    Model.Pass pass = model.at(parameters);
    pass.forward(inputs, ROWS, scores);
    GroupSums sums = GroupSums.of(model.parameters(), GroupsInOrder.of(4, ROWS));
    pass.backward(dScores, sums);
    NaiveNet naive = new NaiveNet(model, parameters);
    double[] gradient = new double[model.parameters()];
    for (int row = 0; row < ROWS; row++) {
      double[] units = naive.hidden(inputs, row);
      assertScores(naive.scores(units), scores, row);
      naive.addGradient(inputs, row, units, 1, dScores, gradient);
    }
    assertGradient(gradient, sums.vectors().get(0));
  }

  private static void assertScores(double[] expected, float[] scores, int row) {
    for (int j = 0; j < expected.length; j++) {
      assertEquals(expected[j], scores[row * expected.length + j], 1e-4);
    }
  }

  private static void assertGradient(double[] expected, float[] actual) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-4, "parameter " + i);
    }
  }

  /** With W2 the identity and no biases the scores are the hidden units themselves. */
  private static double[][] trainingUnits(Dropout dropout, long iteration, float[] inputs) {
    Network model = Networks.twoLayer(13, 21, 21, false, dropout);
    float[] parameters = Arrays.copyOf(random(21 * 13, 1), 21 * 13 + 21 * 21);
    for (int u = 0; u < 21; u++) {
      parameters[21 * 13 + u * 21 + u] = 1;
    }
    float[] scores = new float[ROWS * 21];
    model.at(parameters).forward(inputs, ROWS, draws(iteration), scores);
    double[][] units = new double[ROWS][21];
    for (int i = 0; i < scores.length; i++) {
      units[i / 21][i % 21] = scores[i];
    }
    return units;
  }

  @Test
  void dropoutDropsAUnitOrDividesItByWhatIsKept() {
    float[] inputs = random(ROWS * 13, 2);
    double[][] whole = trainingUnits(Dropout.NONE, 5, inputs);
    double[][] thinned = trainingUnits(new Dropout(0.6, 3), 5, inputs);
    int kept = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int u = 0; u < 21; u++) {
        kept += thinned[row][u] > 0 ? 1 : 0;
        double expected = thinned[row][u] > 0 ? whole[row][u] / 0.4 : 0;
        assertEquals(expected, thinned[row][u], 1e-5);
      }
    }
    assertTrue(kept > 10 && kept < ROWS * 21 / 2, kept + " kept");
  }

  @Test
  void theGradientOfAThinnedNetIsThatOfItsKeptUnits() {
    Network model = model(true, 0.5);
    float[] parameters = random(model.parameters(), 1);
    float[] inputs = random(ROWS * 13, 2);
    float[] dScores = random(ROWS * 5, 3);
    float[] scores = new float[ROWS * 5];
    Model.Pass pass = model.at(parameters);
    pass.forward(inputs, ROWS, draws(8), scores);
    GroupSums sums = GroupSums.of(model.parameters(), new RowGroups(ROWS));
    pass.backward(dScores, sums);
    double[][] kept = kept(0.5, 3, 8);
    NaiveNet naive = new NaiveNet(model, parameters);
    double[] gradient = new double[model.parameters()];
    for (int row = 0; row < ROWS; row++) {
      double[] units = naive.hidden(inputs, row);
      for (int u = 0; u < 21; u++) {
        units[u] *= kept[row][u];
      }
      assertScores(naive.scores(units), scores, row);
      naive.addGradient(inputs, row, units, 2, dScores, gradient);
    }
    assertGradient(gradient, sums.vectors().get(0));
  }

  /** What units that are all 1 become: 2 or 0. */
  private static double[][] kept(double rate, long seed, long iteration) {
    Network ones = Networks.twoLayer(13, 21, 21, true, new Dropout(rate, seed));
    float[] parameters = new float[ones.parameters()];
    Arrays.fill(parameters, 21 * 13, 21 * 13 + 21, 1);
    for (int u = 0; u < 21; u++) {
      parameters[21 * 13 + 21 + u * 21 + u] = 1;
    }
    float[] scores = new float[ROWS * 21];
    ones.at(parameters).forward(new float[ROWS * 13], ROWS, draws(iteration), scores);
    double[][] kept = new double[ROWS][21];
    for (int i = 0; i < scores.length; i++) {
      kept[i / 21][i % 21] = scores[i];
    }
    return kept;
  }

  @Test
  void whatIsDroppedDependsOnSeedIterationAndRowAlone() {
    double[][] drawn = kept(0.5, 3, 8);
    assertArrayEquals(drawn, kept(0.5, 3, 8));
    assertArrayEquals(drawn[2], drawn[3], "rows of one number");
    assertFalse(Arrays.equals(drawn[0], drawn[1]), "rows of other numbers");
    assertFalse(Arrays.deepEquals(drawn, kept(0.5, 3, 9)), "another iteration");
    assertFalse(Arrays.deepEquals(drawn, kept(0.5, 4, 8)), "another seed");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.8})
  void theShareDroppedIsTheRate(double rate) {
    int dropped = 0;
    for (long iteration = 0; iteration < 100; iteration++) {
      for (double[] row : kept(rate, 3, iteration)) {
        dropped += (int) Arrays.stream(row).filter(unit -> unit == 0).count();
      }
    }
    assertEquals(rate, dropped / (100.0 * ROWS * 21), 0.015);
  }

  @Test
  void evaluationDropsNothing() {
    float[] parameters = random(model(true, 0).parameters(), 1);
    float[] inputs = random(ROWS * 13, 2);
    float[] whole = new float[ROWS * 5];
    model(true, 0).at(parameters).forward(inputs, ROWS, whole);
    float[] scores = new float[ROWS * 5];
    model(true, 0.9).at(parameters).forward(inputs, ROWS, scores);
    assertArrayEquals(whole, scores);
  }

  @ParameterizedTest
  @CsvSource({"2,true,0", "3,false,0.5", "9,true,0.5"})
  void modelsSideBySideGiveTheBitsThatEachGivesAlone(int models, boolean bias, double dropout) {
    Network model = model(bias, dropout);
    List<float[]> all = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      all.add(random(model.parameters(), 10 + i));
    }
    float[] inputs = random(ROWS * 13, 3);
    int scoresOfModel = ROWS * 5;
    float[] dScores = random(models * scoresOfModel, 4);
    float[] scores = new float[models * scoresOfModel];
    GroupSums sums = GroupSums.of(models * model.parameters(), GroupsInOrder.of(3, ROWS));
    Model.Pass together = model.at(model.sideBySide(all), models);
    together.forward(inputs, ROWS, draws(6), scores);
    together.backward(dScores, sums);
    float[] gradients = sums.vectors().get(0);
    for (int i = 0; i < models; i++) {
      int from = i * scoresOfModel;
      float[] alone = new float[scoresOfModel];
      Model.Pass pass = model.at(all.get(i));
      pass.forward(inputs, ROWS, draws(6), alone);
      assertArrayEquals(alone, Arrays.copyOfRange(scores, from, from + scoresOfModel));
      GroupSums own = GroupSums.of(model.parameters(), GroupsInOrder.of(3, ROWS));
      float[] ownScores = Arrays.copyOfRange(dScores, from, from + scoresOfModel);
      pass.backward(ownScores, own);
      assertArrayEquals(own.vectors().get(0), Placed.at(gradients, model.place(i, models)));
    }
  }

  @Test
  void biasesAreNoWeights() {
    assertEquals(List.of(new Segment(0, 273), new Segment(294, 399)), model(true, 0).weights());
    assertEquals(404, model(true, 0).parameters());
    assertEquals(List.of(new Segment(0, 273), new Segment(273, 378)), model(false, 0).weights());
    assertEquals(378, model(false, 0).parameters());
  }

  /** 13 weights to each of 21 hidden units, then 21 to each of 5 classes. */
  @Test
  void eachUnitAndClassHasItsRowOfWeights() {
    List<Segment> rows = model(true, 0).weightRows();
    assertEquals(26, rows.size());
    assertEquals(new Segment(0, 13), rows.get(0));
    assertEquals(new Segment(260, 273), rows.get(20));
    assertEquals(new Segment(294, 315), rows.get(21));
    assertEquals(new Segment(378, 399), rows.get(25));
  }

  @Test
  void startsAsHeSays() {
    Network model = Networks.twoLayer(800, 200, 10, true, Dropout.NONE);
    float[] parameters = model.initialParameters(1);
    assertEquals(Math.sqrt(2.0 / 800), deviation(parameters, 0, 160_000), 0.001);
    assertArrayEquals(new float[200], Arrays.copyOfRange(parameters, 160_000, 160_200));
    assertEquals(Math.sqrt(2.0 / 200), deviation(parameters, 160_200, 162_200), 0.005);
    assertArrayEquals(new float[10], Arrays.copyOfRange(parameters, 162_200, 162_210));
  }

  private static double deviation(float[] values, int start, int end) {
    double squares = 0;
    for (int i = start; i < end; i++) {
      squares += values[i] * values[i];
    }
    return Math.sqrt(squares / (end - start));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void refusesARateThatIsNoShare(double rate) {
    assertThrows(IllegalArgumentException.class, () -> new Dropout(rate, 1));
  }
}

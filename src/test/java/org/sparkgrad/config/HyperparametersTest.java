package org.sparkgrad.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.MulticlassHinge;
import org.sparkgrad.loss.OneVsRestSquaredHinge;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.loss.SquaredMulticlassHinge;

class HyperparametersTest {
  private static Hyperparameters of(Hyperparameter hyperparameter, Object value) {
    return Hyperparameters.of(Map.of(hyperparameter, value));
  }

  @Test
  void areTheDefaultsWhereNothingIsGiven() {
    Hyperparameters defaults = Hyperparameters.of(Map.of());
    assertEquals("raw|standardize", defaults.features());
    assertFalse(defaults.flip());
    assertEquals(0, defaults.crop());
    assertEquals(0.01, defaults.learningRate());
    assertEquals(ScheduleName.CONSTANT, defaults.schedule());
    assertEquals(0, defaults.warmUp());
    assertEquals(RuleName.MOMENTUM, defaults.updateRule());
    assertEquals(0, defaults.average());
    assertEquals(0, defaults.momentum());
    assertEquals(256, defaults.batchSize());
    assertFalse(defaults.replacement());
    assertEquals(new SoftmaxCrossEntropy(), defaults.loss());
    assertEquals(0, defaults.l1());
    assertFalse(defaults.l1BySubgradient());
    assertEquals(0, defaults.maxNorm());
    assertEquals(0, defaults.l2());
    assertEquals(0.5, defaults.l2Factor());
    assertTrue(defaults.bias());
    assertEquals(1e-4, defaults.initScale());
    assertEquals(5000, defaults.validation());
    assertEquals(1, defaults.seed());
    assertNull(defaults.get(Hyperparameter.ITERATIONS));
  }

  @Test
  void areWhatIsGiven() {
    assertEquals("raw", of(Hyperparameter.FEATURES, "raw").features());
    assertTrue(of(Hyperparameter.FLIP, true).flip());
    assertEquals(4, of(Hyperparameter.CROP, 4).crop());
    assertEquals(ScheduleName.LINEAR, of(Hyperparameter.SCHEDULE, "linear").schedule());
    Hyperparameters inverse = of(Hyperparameter.SCHEDULE, "inverse-time");
    assertEquals(ScheduleName.INVERSE_TIME, inverse.schedule());
    assertEquals(RuleName.ADAMW, of(Hyperparameter.UPDATE_RULE, "adamw").updateRule());
    assertTrue(of(Hyperparameter.SAMPLING, "replacement").replacement());
    assertEquals(1, of(Hyperparameter.L2_FACTOR, "one").l2Factor());
    assertTrue(of(Hyperparameter.L1_METHOD, "subgradient").l1BySubgradient());
    assertEquals(2.5, of(Hyperparameter.MAX_NORM, 2.5).maxNorm());
    assertFalse(of(Hyperparameter.BIAS, false).bias());
    assertEquals(-3, of(Hyperparameter.SEED, -3L).seed());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.25})
  void nameEveryLossWithItsMargin(double margin) {
    Map<String, Loss> expected =
        Map.of(
            "softmax", new SoftmaxCrossEntropy(),
            "hinge", new MulticlassHinge(margin),
            "squared-hinge", new SquaredMulticlassHinge(margin),
            "one-vs-rest-squared-hinge", new OneVsRestSquaredHinge(margin));
    expected.forEach(
        (name, loss) ->
            assertEquals(
                loss, of(Hyperparameter.MARGIN, margin).with(Hyperparameter.LOSS, name).loss()));
  }

  /** The iterations that go through all rows this often, the last one perhaps beyond. */
  @ParameterizedTest
  @CsvSource({
    "1, 10, 100, 10",
    "1, 10, 101, 11",
    "3, 10, 101, 31",
    "0.5, 10, 100, 5",
    "0.01, 10, 100, 1"
  })
  void turnEpochsIntoIterations(double epochs, int batchSize, int rows, long iterations) {
    Hyperparameters given =
        Hyperparameters.of(
            Map.of(Hyperparameter.EPOCHS, epochs, Hyperparameter.BATCH_SIZE, batchSize));
    assertEquals(iterations, given.iterations(rows));
  }

  @Test
  void haveTenEpochsByDefault() {
    assertEquals(1954, Hyperparameters.of(Map.of()).iterations(50_000));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "1500"})
  void haveIterationsInsteadOfEpochs(int iterations) {
    Hyperparameters given = of(Hyperparameter.ITERATIONS, iterations);
    assertEquals(iterations, given.iterations(100));
    assertEquals(iterations, given.iterations(1_000_000));
    assertNull(given.get(Hyperparameter.EPOCHS));
  }

  /** Half an epoch of 100 rows in batches of 16. */
  @Test
  void turnEpochsOfDecayIntoIterations() {
    Hyperparameters given =
        Hyperparameters.of(
            Map.of(
                Hyperparameter.SCHEDULE,
                "step",
                Hyperparameter.DECAY_EPOCHS,
                0.5,
                Hyperparameter.BATCH_SIZE,
                16));
    assertEquals(3.125, given.decayIterations(100));
  }

  @Test
  void haveNoValueOutOfScope() {
    Hyperparameters adam =
        Hyperparameters.of(
            Map.of(Hyperparameter.UPDATE_RULE, "adam", Hyperparameter.MOMENTUM, 0.5));
    assertNull(adam.get(Hyperparameter.MOMENTUM));
    assertNull(adam.get(Hyperparameter.WEIGHT_DECAY));
    assertNull(adam.get(Hyperparameter.DECAY_EPOCHS));
    assertEquals(0.999, adam.beta2());
    Hyperparameters defaults = Hyperparameters.of(Map.of());
    assertNull(defaults.get(Hyperparameter.BETA1));
    assertEquals(0.0, defaults.get(Hyperparameter.MOMENTUM));
  }

  /** As many iterations as it takes to read all rows once. */
  @ParameterizedTest
  @CsvSource({"10, 100, 10", "10, 101, 11", "256, 49000, 192"})
  void havePatienceForAnEpochUnlessGiven(int batchSize, int rows, long interval) {
    Hyperparameters given = of(Hyperparameter.BATCH_SIZE, batchSize);
    assertEquals(0, given.patience());
    assertEquals(interval, given.patienceInterval(rows));
    assertEquals(7, given.with(Hyperparameter.PATIENCE_INTERVAL, 7).patienceInterval(rows));
  }

  @Test
  void goOnAllRowsWithoutPatience() {
    Hyperparameters given = of(Hyperparameter.PATIENCE, 3).onAllRows(77);
    assertEquals(0, given.patience());
    assertEquals(0, given.validation());
    assertEquals(77, given.iterations(1000));
    assertNull(given.get(Hyperparameter.EPOCHS));
  }

  @Test
  void changeInOneValueAndLeaveTheOriginalAlone() {
    Hyperparameters original = of(Hyperparameter.LEARNING_RATE, 0.5);
    Hyperparameters changed = original.with(Hyperparameter.VALIDATION, 0);
    assertEquals(0, changed.validation());
    assertEquals(0.5, changed.learningRate());
    assertEquals(5000, original.validation());
  }
}

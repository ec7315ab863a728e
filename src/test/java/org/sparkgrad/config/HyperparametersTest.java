package org.sparkgrad.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
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
  private static Hyperparameters of(Hyperparameter<?> hyperparameter, Object value) {
    return Hyperparameters.of(Map.of(hyperparameter, value));
  }

  @Test
  void areTheDefaultsIfNothingIsGiven() {
    Hyperparameters defaults = Hyperparameters.of(Map.of());
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      defaults
          .find(each)
          .ifPresent(value -> assertEquals(each.parse(each.defaultText().orElseThrow()), value));
    }
    assertEquals(0.01, defaults.get(Hyperparameter.LEARNING_RATE));
    assertEquals(new SoftmaxCrossEntropy(), defaults.loss());
    assertEquals(Optional.empty(), defaults.find(Hyperparameter.ITERATIONS));
  }

  @Test
  void areWhatIsGiven() {
    assertEquals(4, of(Hyperparameter.CROP, 4).get(Hyperparameter.CROP));
    assertEquals(-3, of(Hyperparameter.SEED, -3L).get(Hyperparameter.SEED));
    assertEquals(
        RuleKind.ADAMW,
        of(Hyperparameter.UPDATE_RULE, RuleKind.ADAMW).get(Hyperparameter.UPDATE_RULE));
  }

  @Test
  void refuseValuesOfAnotherType() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> of(Hyperparameter.SEED, 3)).getMessage();
    assertEquals("seed: expected a value of type Long, found 3 of type Integer", message);
  }

  @Test
  void sayWhichOneHasNoValue() {
    Hyperparameters defaults = Hyperparameters.of(Map.of());
    String message =
        assertThrows(IllegalStateException.class, () -> defaults.get(Hyperparameter.WEIGHT_DECAY))
            .getMessage();
    assertEquals("hyperparameters: expected a value of weight-decay, found none", message);
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
                loss,
                of(Hyperparameter.MARGIN, margin)
                    .with(Hyperparameter.LOSS, Hyperparameter.LOSS.parse(name))
                    .loss()));
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
  void turnEpochsIntoIterations(BigDecimal epochs, int batchSize, int rows, long iterations) {
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
    assertEquals(Optional.empty(), given.find(Hyperparameter.EPOCHS));
  }

  /** Half an epoch of 100 rows in batches of 16. */
  @Test
  void turnEpochsOfDecayIntoIterations() {
    Hyperparameters given =
        Hyperparameters.of(
            Map.of(
                Hyperparameter.SCHEDULE,
                ScheduleKind.STEP,
                Hyperparameter.DECAY_EPOCHS,
                BigDecimal.valueOf(0.5),
                Hyperparameter.BATCH_SIZE,
                16));
    assertEquals(3.125, given.decayIterations(100));
  }

  @Test
  void haveNoValueOutOfScope() {
    Hyperparameters adam =
        Hyperparameters.of(
            Map.of(Hyperparameter.UPDATE_RULE, RuleKind.ADAM, Hyperparameter.MOMENTUM, 0.5));
    assertEquals(Optional.empty(), adam.find(Hyperparameter.MOMENTUM));
    assertEquals(Optional.empty(), adam.find(Hyperparameter.WEIGHT_DECAY));
    assertEquals(Optional.empty(), adam.find(Hyperparameter.DECAY_EPOCHS));
    assertEquals(0.999, adam.get(Hyperparameter.BETA2));
    Hyperparameters defaults = Hyperparameters.of(Map.of());
    assertEquals(Optional.empty(), defaults.find(Hyperparameter.BETA1));
    assertEquals(0.0, defaults.get(Hyperparameter.MOMENTUM));
  }

  /** As many iterations as it takes to read all rows once. */
  @ParameterizedTest
  @CsvSource({"10, 100, 10", "10, 101, 11", "256, 49000, 192"})
  void havePatienceForAnEpochUnlessGiven(int batchSize, int rows, long interval) {
    Hyperparameters given = of(Hyperparameter.BATCH_SIZE, batchSize);
    assertEquals(0, given.get(Hyperparameter.PATIENCE));
    assertEquals(interval, given.patienceInterval(rows));
    assertEquals(7, given.with(Hyperparameter.PATIENCE_INTERVAL, 7).patienceInterval(rows));
  }

  @Test
  void changeInOneValueAndLeaveTheOriginalAlone() {
    Hyperparameters original = of(Hyperparameter.LEARNING_RATE, 0.5);
    Hyperparameters changed = original.with(Hyperparameter.VALIDATION, 0);
    assertEquals(0, changed.get(Hyperparameter.VALIDATION));
    assertEquals(0.5, changed.get(Hyperparameter.LEARNING_RATE));
    assertEquals(5000, original.get(Hyperparameter.VALIDATION));
  }
}

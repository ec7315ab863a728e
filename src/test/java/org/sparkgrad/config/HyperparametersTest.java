package org.sparkgrad.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.LossKind;
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

  @Test
  void smoothTheLabelsOfSoftmaxAlone() {
    Hyperparameters smoothed = of(Hyperparameter.LABEL_SMOOTHING, 0.2);
    assertEquals(new SoftmaxCrossEntropy(0.2), smoothed.loss());
    assertEquals(new MulticlassHinge(1), smoothed.with(Hyperparameter.LOSS, LossKind.HINGE).loss());
  }

  /** The iterations that go through all rows this often, the last one perhaps beyond. */
  @ParameterizedTest
  @CsvSource({
    "1, 10, 100, 10",
    "1, 10, 101, 11",
    "3, 10, 101, 31",
    "0.5, 10, 100, 5",
    "0.01, 10, 100, 1",
    "1.1, 100, 50000, 550",
    "0.07, 100, 10000, 7",
    "2.3, 1, 1000, 2300",
    "1.10000000000000000000000001, 100, 50000, 551"
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

  /** In exact decimals: 1.1 * 50,000 / 100 is 550.0000000000001 in doubles. */
  @ParameterizedTest
  @CsvSource({"0.5, 16, 100, 3.125", "1.1, 100, 50000, 550"})
  void turnEpochsOfDecayIntoIterations(
      BigDecimal epochs, int batchSize, int rows, double iterations) {
    Hyperparameters given =
        Hyperparameters.of(
            Map.of(
                Hyperparameter.SCHEDULE,
                ScheduleKind.STEP,
                Hyperparameter.DECAY_EPOCHS,
                epochs,
                Hyperparameter.BATCH_SIZE,
                batchSize));
    assertEquals(iterations, given.decayIterations(rows));
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
    assertEquals(Optional.empty(), defaults.find(Hyperparameter.MOMENTUM));
  }

  /** In doubles, 0.29 * 100 is 28.999999999999996 and 0.07 * 100 is 7.000000000000001. */
  @Test
  void countSharesOfTheIterationsInExactDecimals() {
    Hyperparameters given =
        Hyperparameters.of(
            Map.of(
                Hyperparameter.WARM_UP, new BigDecimal("0.29"),
                Hyperparameter.AVERAGE, new BigDecimal("0.07"),
                Hyperparameter.ITERATIONS, 100));
    assertEquals(29, given.warmUpIterations(1000));
    assertEquals(7, given.averagedIterations(1000));
  }

  /** Of AdamW decay is a part; the other rules have it if it is given. */
  @ParameterizedTest
  @CsvSource({"adamw, 0.01", "momentum, 0", "nesterov, 0"})
  void haveNoWeightDecayUnlessGivenOrOfAdamW(String rule, double expected) {
    Hyperparameters given = of(Hyperparameter.UPDATE_RULE, Hyperparameter.UPDATE_RULE.parse(rule));
    assertEquals(expected, given.get(Hyperparameter.WEIGHT_DECAY));
    assertEquals(
        0.5, given.with(Hyperparameter.WEIGHT_DECAY, 0.5).get(Hyperparameter.WEIGHT_DECAY));
  }

  @Test
  void placeThePeakInExactDecimals() {
    Hyperparameters given =
        Hyperparameters.of(
            Map.of(
                Hyperparameter.SCHEDULE,
                ScheduleKind.TRIANGULAR,
                Hyperparameter.PEAK,
                new BigDecimal("0.29"),
                Hyperparameter.ITERATIONS,
                100));
    assertEquals(29, given.peakIteration(1000));
    assertEquals(Optional.empty(), given.find(Hyperparameter.WARM_UP));
  }

  @Test
  void followMomentumIfItIsGivenWithoutARule() {
    assertEquals(RuleKind.PLAIN, Hyperparameters.of(Map.of()).get(Hyperparameter.UPDATE_RULE));
    Hyperparameters given = of(Hyperparameter.MOMENTUM, 0.5);
    assertEquals(RuleKind.MOMENTUM, given.get(Hyperparameter.UPDATE_RULE));
    assertEquals(0.5, given.get(Hyperparameter.MOMENTUM));
    Hyperparameters nesterov = of(Hyperparameter.UPDATE_RULE, RuleKind.NESTEROV);
    assertEquals(0.9, nesterov.get(Hyperparameter.MOMENTUM));
  }

  /** Keys of what each model reads by default, from the documentation. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "linear: model loss label-smoothing features flip crop learning-rate schedule warm-up update-rule average"
            + " batch-size sampling epochs patience gradient-norm l1 l2 max-norm bias bias-rate-factor init"
            + " init-scale validation seed",
        "softmax-relu: model loss label-smoothing features flip crop learning-rate schedule warm-up update-rule"
            + " average batch-size sampling epochs patience gradient-norm l1 l2 max-norm bias bias-rate-factor init"
            + " init-scale validation seed",
        "two-layer: model hidden dropout loss label-smoothing features flip crop learning-rate schedule warm-up"
            + " update-rule average batch-size sampling epochs patience gradient-norm l1 l2"
            + " max-norm bias bias-rate-factor init validation seed",
        "nearest-mean: model loss features bias validation",
        "random-search: model loss label-smoothing features batch-size epochs l1 l2 bias init init-scale"
            + " validation seed"
      })
  void haveValuesOfWhatTheirModelReads(String model, String keys) {
    Hyperparameters given = of(Hyperparameter.MODEL, Hyperparameter.MODEL.parse(model));
    assertEquals(keys, read(given));
  }

  @ParameterizedTest
  @CsvSource({
    "l1-method, l1, 0.5",
    "l2-factor, l2, 0.5",
    "patience-interval, patience, 3",
    "crop-padding, crop, 2",
    "margin, loss, hinge",
    "decay-factor, schedule, step",
    "decay-epochs, schedule, inverse-time",
    "peak, schedule, triangular",
    "start-factor, schedule, triangular",
    "end-factor, schedule, triangular",
    "momentum, update-rule, nesterov",
    "rms-decay, update-rule, rmsprop",
    "beta1, update-rule, adam",
    "beta2, update-rule, adamw",
    "weight-decay, update-rule, adamw",
    "weight-decay, update-rule, nesterov",
    "epsilon, update-rule, adagrad"
  })
  void haveAValueOnlyTogetherWithWhatReadsIt(String key, String other, String value) {
    Hyperparameter<?> read = Hyperparameter.ofKey(key).orElseThrow();
    Hyperparameter<?> reads = Hyperparameter.ofKey(other).orElseThrow();
    Map<Hyperparameter<?>, Object> given = new HashMap<>();
    given.put(
        read, read.parse(key.equals("patience-interval") ? "2" : read.defaultText().orElseThrow()));
    given.put(Hyperparameter.UPDATE_RULE, RuleKind.PLAIN);
    assertEquals(Optional.empty(), Hyperparameters.of(given).find(read));
    given.put(reads, reads.parse(value));
    assertEquals(Optional.of(given.get(read)), Hyperparameters.of(given).find(read));
    given.put(Hyperparameter.MODEL, ModelKind.NEAREST_MEAN);
    assertEquals(key.equals("margin"), Hyperparameters.of(given).find(read).isPresent());
  }

  @Test
  void areEqualIfTrainingReadsTheSame() {
    assertEquals(of(Hyperparameter.HIDDEN, 3), of(Hyperparameter.MARGIN, 5.0));
    assertEquals(of(Hyperparameter.INIT, InitKind.NORMAL), of(Hyperparameter.INIT, InitKind.AUTO));
    assertEquals(
        of(Hyperparameter.EPOCHS, Hyperparameter.EPOCHS.parse("1e1")),
        Hyperparameters.of(Map.of()));
    assertEquals(of(Hyperparameter.FEATURES, "hog(cell=8)"), of(Hyperparameter.FEATURES, "hog"));
    assertNotEquals(of(Hyperparameter.INIT, InitKind.HE), of(Hyperparameter.INIT, InitKind.AUTO));
    assertNotEquals(of(Hyperparameter.SEED, 2L), Hyperparameters.of(Map.of()));
  }

  private static String read(Hyperparameters given) {
    return Hyperparameter.values().stream()
        .filter(each -> given.find(each).isPresent())
        .map(Hyperparameter::key)
        .collect(Collectors.joining(" "));
  }

  /** As many iterations as it takes to read all rows once. */
  @ParameterizedTest
  @CsvSource({"10, 100, 10", "10, 101, 11", "256, 49000, 192"})
  void havePatienceForAnEpochUnlessGiven(int batchSize, int rows, long interval) {
    Hyperparameters given = of(Hyperparameter.BATCH_SIZE, batchSize);
    assertEquals(0, given.patienceInterval(rows));
    Hyperparameters patient = given.with(Hyperparameter.PATIENCE, 3);
    assertEquals(interval, patient.patienceInterval(rows));
    assertEquals(7, patient.with(Hyperparameter.PATIENCE_INTERVAL, 7).patienceInterval(rows));
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

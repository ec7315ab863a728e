package org.sparkgrad.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkgrad.config.HyperparameterSamples.byDefault;
import static org.sparkgrad.config.HyperparameterSamples.withoutDefault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A hyperparameter without samples fails. */
class HyperparameterTest {
  private static final String[] NO_NUMBERS = {
    "",
    " ",
    "abc",
    "NaN",
    "Infinity",
    "-Infinity",
    "1d",
    "1f",
    "0x1p1",
    "1_000",
    "1,5",
    "1e",
    "+-1",
    "\u0661",
    "\uff11",
    "1 2",
    "1L",
    "1e-400"
  };
  private static final Map<String, HyperparameterSamples> SAMPLES = samples();

  private static Map<String, HyperparameterSamples> samples() {
    Map<String, HyperparameterSamples> samples = new HashMap<>();
    samples.put(
        "model",
        byDefault("linear")
            .acceptsNames(
                "linear",
                "softmax-relu",
                "two-layer",
                "cifar-net",
                "convnet-93",
                "tang-2013",
                "nearest-mean",
                "random-search",
                "affine(10)",
                "conv(64,5,pad=2)|relu|max-pool(2)|affine(10)")
            .refuses(
                "",
                "Linear",
                "forest",
                "relu",
                "affine(0)",
                "affine",
                "affine()",
                "affine(10)|",
                "conv(64)|affine(10)",
                "conv(64,5,depth=2)|affine(10)",
                "blur(3)|affine(10)"));
    samples.put("hidden", count("256", 1));
    samples.put("dropout", real("0").accepts("0", 0.0).accepts("0.5", 0.5).refuses("1", "-0.1"));
    samples.put(
        "loss",
        byDefault("softmax")
            .acceptsNames("softmax", "hinge", "squared-hinge", "one-vs-rest-squared-hinge")
            .refuses("", "SOFTMAX", "l1", "squared_hinge", "SQUARED_HINGE"));
    samples.put("margin", positive("1").accepts("2.5", 2.5).refuses("1e999"));
    samples.put("label-smoothing", fraction("0"));
    samples.put("features", features());
    samples.put("flip", flip());
    samples.put("crop", crop());
    samples.put(
        "crop-padding",
        byDefault("reflect").acceptsNames("reflect", "zero").refuses("", "zeros", "0", "edge"));
    samples.put(
        "learning-rate", positive("0.01").accepts("5e-7", 5e-7).accepts("3", 3.0).refuses("1e999"));
    samples.put(
        "schedule",
        byDefault("constant")
            .acceptsNames(
                "constant", "step", "exponential", "inverse-time", "cosine", "linear", "triangular")
            .refuses("", "cosine2", "inverse_time", "1/t", "STEP"));
    samples.put(
        "decay-factor",
        real("0.5").accepts("0.1", 0.1).accepts("1", 1.0).refuses("0", "1.1", "-0.5"));
    samples.put("decay-epochs", positive("5").accepts("0.5", 0.5).accepts("20", 20.0));
    samples.put("warm-up", fraction("0"));
    samples.put("peak", share("0.23"));
    samples.put("start-factor", share("0.2"));
    samples.put("end-factor", share("0.07"));
    samples.put(
        "update-rule",
        byDefault("plain")
            .acceptsNames("plain", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw")
            .refuses("", "sgd", "Adam"));
    samples.put("momentum", fraction("0.9"));
    samples.put("rms-decay", fraction("0.9"));
    samples.put("beta1", fraction("0.9"));
    samples.put("beta2", fraction("0.999"));
    samples.put(
        "epsilon",
        real("1e-8").accepts("1e-10", 1e-10).accepts("1", 1.0).refuses("0", "-1e-8", "1e-31", "2"));
    samples.put("weight-decay", notNegative("0.01"));
    samples.put("average", share("0"));
    samples.put("batch-size", count("256", 1));
    samples.put(
        "sampling",
        byDefault("shuffle")
            .acceptsNames("shuffle", "replacement", "stratified")
            .refuses("", "bootstrap", "true"));
    samples.put("epochs", positive("10").accepts("0.5", 0.5).accepts("100", 100.0));
    samples.put("iterations", count(null, 0));
    samples.put("patience", count("0", 0));
    samples.put("patience-interval", count(null, 1));
    samples.put("gradient-norm", notNegative("0").accepts("1e-3", 1e-3));
    samples.put("l1", notNegative("0"));
    samples.put(
        "l1-method",
        byDefault("proximal")
            .acceptsNames("proximal", "subgradient")
            .refuses("", "prox", "Proximal"));
    samples.put("l2", notNegative("0").accepts("2.5e4", 25000.0));
    samples.put("l2-factor", byDefault("half").acceptsNames("half", "one").refuses("", "0.5", "1"));
    samples.put("max-norm", notNegative("0").accepts("3.5", 3.5).refuses(NO_NUMBERS));
    samples.put("bias", flag("true"));
    samples.put("bias-rate-factor", positive("1").accepts("64", 64.0));
    samples.put(
        "init",
        byDefault("auto")
            .acceptsNames("auto", "normal", "he", "uniform", "identity")
            .refuses("", "He", "xavier"));
    samples.put("init-scale", notNegative("0.0001").accepts("1e-4", 1e-4));
    samples.put("validation", count("5000", 0));
    samples.put("seed", seed());
    return samples;
  }

  private static HyperparameterSamples features() {
    return byDefault("raw|standardize")
        .acceptsNames(
            "raw",
            "raw|unit",
            "raw|center",
            "raw|standardize",
            "raw|standardize-channels",
            "raw|unit|center",
            "hog",
            "hog(cell=4/8)+hsv(bins=10)|standardize")
        .refuses(
            "",
            "unit",
            "raw|",
            "|raw",
            "raw|blur",
            "raw unit",
            "RAW",
            "raw||unit",
            "raw|standardize_channels");
  }

  private static HyperparameterSamples real(String defaultText) {
    return byDefault(defaultText).refuses(NO_NUMBERS);
  }

  private static HyperparameterSamples fraction(String defaultText) {
    return real(defaultText)
        .accepts("0", 0.0)
        .accepts("0.9", 0.9)
        .refuses("1", "-0.1", "1.5", "-1e-300");
  }

  private static HyperparameterSamples share(String defaultText) {
    return real(defaultText)
        .accepts("0", 0.0)
        .accepts("0.5", 0.5)
        .accepts("1", 1.0)
        .refuses("-0.1", "1.01");
  }

  private static HyperparameterSamples positive(String defaultText) {
    return real(defaultText).accepts("1e-300", 1e-300).refuses("0", "-0", "-1", "0.1 0.2", "1,5");
  }

  private static HyperparameterSamples notNegative(String defaultText) {
    return real(defaultText).accepts("0", 0.0).accepts("0.25", 0.25).refuses("-1", "-1e-300");
  }

  private static HyperparameterSamples count(String defaultText, int least) {
    HyperparameterSamples samples = defaultText == null ? withoutDefault() : byDefault(defaultText);
    return samples
        .accepts(Integer.toString(least), least)
        .accepts("2147483647", Integer.MAX_VALUE)
        .refuses(NO_NUMBERS)
        .refuses(Integer.toString(least - 1), "-5", "2147483648", "1.5", "1e2", "0x10");
  }

  private static HyperparameterSamples flag(String defaultText) {
    return byDefault(defaultText)
        .accepts("true", true)
        .accepts("false", false)
        .refuses("", "yes", "1", "TRUE", "truefalse");
  }

  /** True and false are what was there before. */
  private static HyperparameterSamples flip() {
    return byDefault("none")
        .accepts("none", false)
        .accepts("false", false)
        .accepts("random", true)
        .accepts("true", true)
        .accepts("alternating", "alternating")
        .refuses("", "yes", "1", "TRUE", "Random", "truefalse");
  }

  private static HyperparameterSamples crop() {
    return byDefault("0")
        .accepts("0", 0)
        .accepts("4", 4)
        .accepts("31", 31)
        .refuses(NO_NUMBERS)
        .refuses("-1", "4.0", "2147483648");
  }

  private static HyperparameterSamples seed() {
    return byDefault("1")
        .accepts("0", 0L)
        .accepts("-1", -1L)
        .accepts("9223372036854775807", Long.MAX_VALUE)
        .refuses(NO_NUMBERS)
        .refuses("9223372036854775808", "1.0");
  }

  private static Object read(Hyperparameter<?> hyperparameter, String text) {
    return hyperparameter.columnValue(hyperparameter.parse(text));
  }

  private static HyperparameterSamples samplesOf(Hyperparameter<?> hyperparameter) {
    HyperparameterSamples samples = SAMPLES.get(hyperparameter.key());
    assertNotNull(samples, hyperparameter + " has no samples: add them to this test");
    return samples;
  }

  static List<Hyperparameter<?>> all() {
    return Hyperparameter.values();
  }

  @Test
  void everySampleIsOfAHyperparameter() {
    for (String key : SAMPLES.keySet()) {
      assertTrue(Hyperparameter.ofKey(key).isPresent(), key);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void hasItsDefault(Hyperparameter<?> hyperparameter) {
    String expected = samplesOf(hyperparameter).defaultText();
    assertEquals(Optional.ofNullable(expected), hyperparameter.defaultText());
  }

  @ParameterizedTest
  @MethodSource("all")
  void acceptsItsDefault(Hyperparameter<?> hyperparameter) {
    hyperparameter.defaultText().ifPresent(text -> assertNotNull(hyperparameter.parse(text)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void acceptsWhatIsValid(Hyperparameter<?> hyperparameter) {
    Map<String, Object> valid = samplesOf(hyperparameter).valid();
    assertFalse(valid.isEmpty());
    valid.forEach((text, value) -> assertEquals(value, read(hyperparameter, text), text));
  }

  @ParameterizedTest
  @MethodSource("all")
  void ignoresSpaceAroundAValue(Hyperparameter<?> hyperparameter) {
    samplesOf(hyperparameter)
        .valid()
        .forEach((text, value) -> assertEquals(value, read(hyperparameter, " " + text + "\t")));
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesWhatIsNotValidAndSaysWhatWasExpectedAndFound(Hyperparameter<?> hyperparameter) {
    assertFalse(samplesOf(hyperparameter).invalid().isEmpty());
    for (String text : samplesOf(hyperparameter).invalid()) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> hyperparameter.parse(text),
                  () -> hyperparameter + " accepts '" + text + "'")
              .getMessage();
      assertTrue(message.startsWith("expected "), message);
      assertTrue(message.contains("found '"), message);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void isFoundByItsKey(Hyperparameter<?> hyperparameter) {
    assertEquals(Optional.of(hyperparameter), Hyperparameter.ofKey(hyperparameter.key()));
    assertEquals(hyperparameter.column(), hyperparameter.key().replace('-', '_'));
  }

  /** Whatever is recorded of a value is read back as the same. */
  @ParameterizedTest
  @MethodSource("all")
  void readsBackWhatItRecords(Hyperparameter<?> hyperparameter) {
    for (String text : samplesOf(hyperparameter).valid().keySet()) {
      String recorded = read(hyperparameter, text).toString();
      assertEquals(hyperparameter.parse(text), hyperparameter.parse(recorded), text);
    }
  }

  @Test
  void isNotFoundByItsColumnOrAnUnknownKey() {
    assertEquals(Optional.empty(), Hyperparameter.ofKey("learning_rate"));
    assertEquals(Optional.empty(), Hyperparameter.ofKey("learningrate"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void tellsWhatItMeans(Hyperparameter<?> hyperparameter) {
    assertFalse(hyperparameter.description().isBlank());
    assertFalse(hyperparameter.expected().isBlank());
  }
}

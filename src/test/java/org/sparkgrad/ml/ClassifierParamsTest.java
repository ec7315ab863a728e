package org.sparkgrad.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.junit.jupiter.api.Test;
import org.sparkgrad.config.Hyperparameter;

/** Params of estimator and model: Spark asks for the uid before a subclass has any field. */
class ClassifierParamsTest {
  private static final Set<String> OF_SPARK =
      Set.of(
          "featuresCol",
          "labelCol",
          "predictionCol",
          "rawPredictionCol",
          "probabilityCol",
          "thresholds");
  private static final Set<String> OF_DATA =
      Set.of("idCol", "imageShape", "blocks", "validationIndicatorCol", "weightCol");

  @Test
  void uidIsThereWhenTheSuperConstructorAsksForIt() {
    SparkgradClassifier classifier = new SparkgradClassifier("mine");
    assertEquals("mine", classifier.uid());
    for (Param<?> param : classifier.params()) {
      assertEquals("mine", param.parent(), param.name());
    }
  }

  @Test
  void eachHasAUidOfItsOwn() {
    SparkgradClassifier first = new SparkgradClassifier();
    SparkgradClassifier second = new SparkgradClassifier();
    assertFalse(first.uid().equals(second.uid()));
    assertTrue(first.uid().startsWith("sparkgrad_"));
    assertTrue(new SparkgradClassificationModel().uid().startsWith("sparkgrad_"));
  }

  @Test
  void paramsAreTheHyperparametersAndThoseOfSpark() {
    Set<String> expected =
        Hyperparameter.values().stream().map(each -> camel(each.key())).collect(Collectors.toSet());
    expected.addAll(OF_SPARK);
    expected.addAll(OF_DATA);
    assertEquals(new TreeSet<>(expected), names(new SparkgradClassifier().params()));
    assertEquals(new TreeSet<>(expected), names(new SparkgradClassificationModel().params()));
  }

  private static Set<String> names(Param<?>[] params) {
    return Arrays.stream(params).map(Param::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String camel(String key) {
    return Pattern.compile("-(.)").matcher(key).replaceAll(each -> upper(each.group(1)));
  }

  private static String upper(String letter) {
    return letter.toUpperCase(Locale.ROOT);
  }

  @Test
  void eachHyperparameterHasASetterAndAGetter() {
    Set<String> methods =
        Arrays.stream(SparkgradClassifier.class.getMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      String name = camel(each.key());
      String upper = Character.toUpperCase(name.charAt(0)) + name.substring(1);
      assertTrue(methods.contains("set" + upper), upper);
      assertTrue(methods.contains("get" + upper), upper);
    }
  }

  @Test
  void defaultsAreThoseOfTheCommandLineButForTheValidationPart() {
    SparkgradClassifier classifier = new SparkgradClassifier();
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      String name = camel(each.key());
      assertEquals(
          each.defaultText().isPresent(), classifier.isDefined(classifier.getParam(name)), name);
    }
    assertEquals("linear", classifier.getModel());
    assertEquals("raw|standardize", classifier.getFeatures());
    assertEquals(0.01, classifier.getLearningRate());
    assertEquals(10, classifier.getEpochs());
    assertEquals(256, classifier.getBatchSize());
    assertEquals(1L, classifier.getSeed());
    assertTrue(classifier.getBias());
    assertEquals(0, classifier.getValidation());
    assertEquals("", classifier.getIdCol());
  }

  @Test
  void settersSet() {
    SparkgradClassifier classifier =
        new SparkgradClassifier()
            .setModel("two-layer")
            .setHidden(20)
            .setWarmUp(0.1)
            .setSeed(1L << 40)
            .setBias(false)
            .setFeaturesCol("image");
    assertEquals("two-layer", classifier.getModel());
    assertEquals(20, classifier.getHidden());
    assertEquals(0.1, classifier.getWarmUp());
    assertEquals(1L << 40, classifier.getSeed());
    assertFalse(classifier.getBias());
    assertEquals("image", classifier.getFeaturesCol());
  }

  @Test
  void refusesWhatIsOutOfRangeAndSaysWhatIsIn() {
    SparkgradClassifier classifier = new SparkgradClassifier();
    assertEquals(
        "learningRate: expected a number above 0, found '-1.0'",
        problem(() -> classifier.setLearningRate(-1)));
    assertEquals(
        "learningRate: expected a number above 0, found 'NaN'",
        problem(() -> classifier.setLearningRate(Double.NaN)));
    assertEquals(
        "batchSize: expected a whole number of at least 1, found '0'",
        problem(() -> classifier.setBatchSize(0)));
    assertTrue(problem(() -> classifier.setLoss("huber")).startsWith("loss: expected one of "));
    assertTrue(problem(() -> classifier.setFeatures("raw|nope")).startsWith("features: "));
    assertEquals(
        "blocks: expected a whole number of at least 1, found '0'",
        problem(() -> classifier.setBlocks(0)));
    assertEquals(
        "imageShape: expected channels, height and width such as 3x32x32, found '32x32'",
        problem(() -> classifier.setImageShape("32x32")));
    assertEquals(
        "weightCol: expected none, as all rows have the same weight, found 'w'",
        problem(() -> classifier.setWeightCol("w")));
  }

  @Test
  void aNameMayNotBeNull() {
    SparkgradClassifier classifier = new SparkgradClassifier();
    assertEquals("idCol: expected a name, found null", problem(() -> classifier.setIdCol(null)));
    assertEquals(
        "validationIndicatorCol: expected a name, found null",
        problem(() -> classifier.setValidationIndicatorCol(null)));
    assertEquals(
        "imageShape: expected channels, height and width such as 3x32x32, found 'null'",
        problem(() -> classifier.setImageShape(null)));
    assertTrue(problem(() -> classifier.setModel(null)).startsWith("model: expected "));
  }

  private static String problem(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void documentationSpeaksOfParams() {
    String text = new SparkgradClassifier().explainParams();
    assertTrue(
        text.contains(
            "hidden: hidden units: a whole number of at least 1. Only with model two-layer."
                + " (default: 256)"),
        text);
    assertFalse(text.contains("--"), text);
  }

  @Test
  void aCopyHasItsParamsAndOthers() {
    SparkgradClassifier classifier = new SparkgradClassifier("mine").setL2(0.5).setEpochs(3);
    SparkgradClassifier copy = classifier.copy(ParamMaps.of(classifier.epochs(), 7.0));
    assertEquals("mine", copy.uid());
    assertEquals(0.5, copy.getL2());
    assertEquals(7, copy.getEpochs());
    assertEquals(3, classifier.getEpochs());
  }

  /** Spark Connect finds estimators and models in this way. */
  @SuppressWarnings("rawtypes") // A service is a class, which has no parameters.
  @Test
  void areRegisteredAsServices() {
    assertTrue(
        ServiceLoader.load(Estimator.class).stream()
            .anyMatch(each -> each.type() == SparkgradClassifier.class));
    assertTrue(
        ServiceLoader.load(Transformer.class).stream()
            .anyMatch(each -> each.type() == SparkgradClassificationModel.class));
  }
}

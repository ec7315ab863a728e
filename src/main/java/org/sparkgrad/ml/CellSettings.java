package org.sparkgrad.ml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.param.Param;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.image.FlipKind;

/**
 * The hyperparameters that a classifier's params ask for on given rows, and what is wrong with
 * them.
 */
record CellSettings(SparkgradClassifier classifier, TrainingTable table) {
  private static final int DEFAULT_BATCH = 256;

  /** The params that have been set, not those that have their default. */
  Set<Hyperparameter<?>> given() {
    Set<Hyperparameter<?>> given = new LinkedHashSet<>();
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      if (classifier.isSet(param(each))) {
        given.add(each);
      }
    }
    return given;
  }

  private Param<?> param(Hyperparameter<?> hyperparameter) {
    return classifier.hyperparameterParams().of(hyperparameter);
  }

  /**
   * The hyperparameters.
   *
   * @throws IllegalArgumentException naming all that do not fit each other or the rows
   */
  Hyperparameters hyperparameters() {
    Map<Hyperparameter<?>, Object> values = new HashMap<>();
    for (Hyperparameter<?> each : given()) {
      String text = String.valueOf(classifier.getOrDefault(param(each)));
      values.put(each, each.parse(text));
    }
    values.put(Hyperparameter.VALIDATION, validation());
    int trainRows = table.rows() - validation();
    if (!values.containsKey(Hyperparameter.BATCH_SIZE) && trainRows < DEFAULT_BATCH) {
      values.put(Hyperparameter.BATCH_SIZE, Math.max(1, trainRows));
    }
    Hyperparameters cell = Hyperparameters.of(values);
    List<String> problems = problems(cell, trainRows);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("fit: " + String.join("; ", problems));
    }
    return cell;
  }

  /** Rows of the validation part. */
  private int validation() {
    return classifier.getValidationIndicatorCol().isEmpty()
        ? classifier.getValidation()
        : table.held();
  }

  private List<String> problems(Hyperparameters cell, int trainRows) {
    List<String> problems = new ArrayList<>();
    Set<Hyperparameter<?>> given = given();
    boolean marked = !classifier.getValidationIndicatorCol().isEmpty();
    note(
        marked && given.contains(Hyperparameter.VALIDATION),
        "validation: expected no value together with validationIndicatorCol",
        problems);
    note(
        given.contains(Hyperparameter.EPOCHS) && given.contains(Hyperparameter.ITERATIONS),
        "iterations: expected no value together with epochs",
        problems);
    note(
        trainRows < 1,
        "validation: expected fewer than the %d rows, found %d"
            .formatted(table.rows(), table.rows() - trainRows),
        problems);
    note(
        cell.stopsEarly() && trainRows == table.rows(),
        "validation: expected at least 1 row to stop by if patience is above 0, found 0",
        problems);
    note(
        !cell.find(Hyperparameter.BIAS).orElse(true) && Architecture.needsBias(cell),
        "bias: expected true if model is nearest-mean, found false",
        problems);
    int batch = cell.find(Hyperparameter.BATCH_SIZE).orElse(1);
    note(
        batch > Math.max(1, trainRows),
        "batchSize: expected at most the %d rows of the training part, found %d"
            .formatted(trainRows, batch),
        problems);
    noteFeatures(cell, trainRows, problems);
    return problems;
  }

  private void noteFeatures(Hyperparameters cell, int trainRows, List<String> problems) {
    FeaturePipeline features;
    try {
      features = cell.pipeline(table.shape());
    } catch (IllegalArgumentException e) {
      problems.add("features: " + e.getMessage());
      return;
    }
    String text = cell.get(Hyperparameter.FEATURES);
    boolean varied =
        cell.find(Hyperparameter.CROP).orElse(0) > 0
            || cell.get(Hyperparameter.MODEL).takesImages();
    note(
        varied && !features.readsPixels(),
        "features: expected the pixels of images, such as raw|standardize, if crop is above 0 or model is a"
            + " net of convolutions, found "
            + text,
        problems);
    FlipKind flip = cell.find(Hyperparameter.FLIP).orElse(FlipKind.NONE);
    note(
        flip.flips() && (features.addsMirrors() || table.shape().image().isEmpty()),
        "flip: expected none unless rows are images and features (%s) differ from those of mirror images, found %s"
            .formatted(text, flip.label()),
        problems);
    features.problemWith(trainRows).ifPresent(problem -> problems.add("features: " + problem));
  }

  private static void note(boolean wrong, String problem, List<String> problems) {
    if (wrong) {
      problems.add(problem);
    }
  }
}

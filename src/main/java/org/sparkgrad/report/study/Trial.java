package org.sparkgrad.report.study;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sparkgrad.report.Share;

/**
 * A cell as studies look at it.
 *
 * @param settings that tell the cells of the run apart, by their columns; null for what the cell
 *     does not read
 * @param status as in the results
 * @param validation rows of the validation part that are predicted correctly
 * @param sparsity share of weights that are 0
 * @param losses of its batches
 * @param course accuracies on the way, in their order
 */
record Trial(
    String cell,
    Map<String, Object> settings,
    String status,
    Optional<Share> validation,
    Optional<Double> sparsity,
    BatchLosses losses,
    List<Measured> course) {

  /**
   * Accuracies at a point of the training.
   *
   * @param training of a sample of the training part; NaN if unknown
   */
  record Measured(double epoch, double training, Share validation) {}

  boolean isOk() {
    return status.equals("ok") && validation.isPresent();
  }

  boolean hasDiverged() {
    return status.equals("diverged");
  }

  Optional<Double> number(String setting) {
    return Optional.ofNullable(settings.get(setting))
        .filter(Number.class::isInstance)
        .map(value -> ((Number) value).doubleValue());
  }

  /** Whether both have the same settings but for some. */
  boolean agrees(Trial other, List<String> except) {
    return settings.keySet().stream()
        .filter(name -> !except.contains(name))
        .allMatch(name -> Objects.equals(settings.get(name), other.settings.get(name)));
  }

  double accuracy() {
    return validation.orElseThrow().value();
  }
}

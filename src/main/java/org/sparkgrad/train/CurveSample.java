package org.sparkgrad.train;

import java.util.Optional;
import org.sparkgrad.evaluation.Evaluation;

/**
 * What was measured after one update.
 *
 * @param trainAccuracy on a sample: the first training rows, as many as there are validation rows,
 *     or all if there are none; empty if nothing was measured
 * @param validationAccuracy empty if nothing was measured, or there is no validation part
 * @param validationLoss mean loss; empty as {@code validationAccuracy}
 */
public record CurveSample(
    Optional<Double> trainAccuracy,
    Optional<Double> validationAccuracy,
    Optional<Double> validationLoss) {
  public static final CurveSample NONE =
      new CurveSample(Optional.empty(), Optional.empty(), Optional.empty());

  static CurveSample of(PartEvaluations measured) {
    return new CurveSample(
        measured.train().map(Evaluation::accuracy),
        measured.validation().map(Evaluation::accuracy),
        measured.validation().map(Evaluation::meanLoss));
  }
}

package org.sparkgrad.ml;

import org.apache.spark.ml.util.Summary;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;

/** How the training of a model went. A model that has been read from disk has none. */
public final class SparkgradTrainingSummary implements Summary {
  private final double[] objectiveHistory;
  private final double accuracy;
  private final double validationAccuracy;
  private final String status;

  private SparkgradTrainingSummary(
      double[] objectiveHistory, double accuracy, double validationAccuracy, String status) {
    this.objectiveHistory = objectiveHistory;
    this.accuracy = accuracy;
    this.validationAccuracy = validationAccuracy;
    this.status = status;
  }

  static SparkgradTrainingSummary of(CellResult result) {
    return new SparkgradTrainingSummary(
        result.curve().stream().mapToDouble(point -> point.dataLoss() + point.penalty()).toArray(),
        result.train().map(Evaluation::accuracy).orElse(Double.NaN),
        result.validation().map(Evaluation::accuracy).orElse(Double.NaN),
        result.status().label());
  }

  /** Mean loss of the batch plus the penalty, before each update. */
  public double[] objectiveHistory() {
    return objectiveHistory.clone();
  }

  /** Updates that were made. */
  public int totalIterations() {
    return objectiveHistory.length;
  }

  /** Of the model on the training part; NaN if training diverged. */
  public double accuracy() {
    return accuracy;
  }

  /** Of the model on the validation part; NaN if there is none, or training diverged. */
  public double validationAccuracy() {
    return validationAccuracy;
  }

  /** {@code ok}, or {@code diverged} if there were numbers that are not finite. */
  public String status() {
    return status;
  }

  boolean isOk() {
    return status.equals(CellStatus.OK.label());
  }

  /**
   * Checks that training did not diverge.
   *
   * @throws IllegalStateException if it did
   */
  void requireFinite(SparkgradClassifier classifier) {
    if (!isOk()) {
      throw new IllegalStateException(
          "fit: expected weights that stay finite, found that training %s in iteration %d: learningRate %s may be"
                  .formatted(status, totalIterations(), classifier.getLearningRate())
              + " too high");
    }
  }
}

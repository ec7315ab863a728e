package org.sparkgrad.train;

import java.util.Optional;
import org.sparkgrad.evaluation.Evaluation;

/**
 * Evaluations of one model.
 *
 * @param train of the training part, or of a sample of it; empty if it was not evaluated
 * @param validation of the validation part; empty if there is none, or it was not evaluated
 * @param tested of the test set; empty if it was not evaluated
 */
public record PartEvaluations(
    Optional<Evaluation> train, Optional<Evaluation> validation, Optional<Tested> tested) {
  public static final PartEvaluations NONE =
      new PartEvaluations(Optional.empty(), Optional.empty(), Optional.empty());

  static PartEvaluations ofValidation(Evaluation validation) {
    return new PartEvaluations(Optional.empty(), Optional.of(validation), Optional.empty());
  }

  PartEvaluations withTest(Tested found) {
    return new PartEvaluations(train, validation, Optional.of(found));
  }

  /** Whether the mean loss of the part that was trained on, or chosen by, is finite. */
  boolean isFinite() {
    return train
        .or(() -> validation)
        .map(Evaluation::meanLoss)
        .filter(Double::isFinite)
        .isPresent();
  }
}

package org.sparkgrad.train;

import java.util.Optional;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.optim.Step;

/**
 * One iteration of a learning curve.
 *
 * @param iteration counted from 0
 * @param dataLoss the mean loss of the batch before the update
 * @param penalty the penalty before the update
 * @param trainAccuracy after the update, on the first training rows, as many as there are
 *     validation rows; empty between the chosen intervals
 * @param validationAccuracy after the update; empty between the chosen intervals
 */
public record CurvePoint(
    long iteration,
    double learningRate,
    double dataLoss,
    double penalty,
    Optional<Double> trainAccuracy,
    Optional<Double> validationAccuracy) {

  /** Of a step after which nothing was measured. */
  static CurvePoint of(Step step) {
    return new CurvePoint(
        step.iteration(),
        step.learningRate(),
        step.dataLoss(),
        step.penalty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with the accuracies of the two parts. */
  CurvePoint with(PartEvaluations measured) {
    return new CurvePoint(
        iteration,
        learningRate,
        dataLoss,
        penalty,
        measured.train().map(Evaluation::accuracy),
        measured.validation().map(Evaluation::accuracy));
  }
}

package org.sparkgrad.train;

import java.util.Optional;
import org.sparkgrad.optim.Step;

/**
 * One iteration of a learning curve.
 *
 * @param iteration counted from 0
 * @param dataLoss the mean loss of the batch before the update
 * @param penalty the penalty before the update
 * @param sample what was measured after the update, at the chosen intervals
 */
public record CurvePoint(
    long iteration, double learningRate, double dataLoss, double penalty, CurveSample sample) {

  /** Of a step after which nothing was measured. */
  static CurvePoint of(Step step) {
    return new CurvePoint(
        step.iteration(), step.learningRate(), step.dataLoss(), step.penalty(), CurveSample.NONE);
  }

  /** The same with what was measured after the update. */
  CurvePoint with(PartEvaluations measured) {
    return new CurvePoint(iteration, learningRate, dataLoss, penalty, CurveSample.of(measured));
  }

  public Optional<Double> trainAccuracy() {
    return sample.trainAccuracy();
  }

  public Optional<Double> validationAccuracy() {
    return sample.validationAccuracy();
  }

  public Optional<Double> validationLoss() {
    return sample.validationLoss();
  }
}

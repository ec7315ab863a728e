package org.sparkgrad.train;

import java.util.Optional;
import org.sparkgrad.optim.StopReason;

/**
 * How a cell's training went.
 *
 * @param stopReason why the training loop ended; empty if an exception ended it, or if it stands at
 *     a rung that is not the last
 * @param iterationsRun updates made
 * @param kept which weights were kept
 * @param time spent on the cell
 * @param groupSeconds spent on all cells of its pass; empty if it was trained alone
 * @param curve one point per iteration
 */
public record Course(
    Optional<StopReason> stopReason,
    long iterationsRun,
    KeptWeights kept,
    TimeSpent time,
    Optional<Double> groupSeconds,
    LearningCurve curve) {
  /** The same without the points of its curve. */
  Course withoutCurve() {
    return new Course(stopReason, iterationsRun, kept, time, groupSeconds, curve.withoutPoints());
  }

  /** The course of a cell that an exception ended. */
  static Course broken(TimeSpent time) {
    KeptWeights none = new KeptWeights(0, false);
    return new Course(Optional.empty(), 0, none, time, Optional.empty(), LearningCurve.NONE);
  }
}

package org.sparkgrad.train;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.StopReason;

/**
 * How a cell's training loop ended.
 *
 * @param outcome why and after how many updates
 * @param failure why the cell could not go on; empty unless it could not
 * @param kept which weights were kept
 * @param curve one point per iteration
 */
record Fit(
    GradientDescent.Outcome outcome,
    Optional<String> failure,
    KeptWeights kept,
    List<CurvePoint> curve) {

  /** Whether it has made weights to evaluate. */
  boolean isUsable() {
    return failure.isEmpty() && outcome.stopReason() != StopReason.DIVERGED;
  }

  /** The same, if the loss of what it has made is not finite. */
  Fit diverged() {
    return new Fit(
        new GradientDescent.Outcome(StopReason.DIVERGED, outcome.iterationsRun()),
        failure,
        kept,
        curve);
  }
}

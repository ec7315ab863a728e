package org.sparkgrad.train;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.optim.StopReason;

/**
 * How a cell's training went.
 *
 * @param stopReason why the training loop ended; empty if an exception ended it, or if it stands at
 *     a rung that is not the last
 * @param iterationsRun updates made
 * @param bestIteration of these, how many made the weights that were kept
 * @param seconds from the cell's start to its end
 * @param curve one point per iteration
 */
public record Course(
    Optional<StopReason> stopReason,
    long iterationsRun,
    long bestIteration,
    double seconds,
    List<CurvePoint> curve) {
  /** The course of a cell that an exception ended. */
  static Course broken(double seconds) {
    return new Course(Optional.empty(), 0, 0, seconds, List.of());
  }
}

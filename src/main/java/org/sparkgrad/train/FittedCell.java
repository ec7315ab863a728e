package org.sparkgrad.train;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.StopReason;

/**
 * A cell whose training loop has ended, and what is known of its model.
 *
 * @param prepared the cell, with the model that was trained
 * @param outcome how the loop ended, or that the model's loss is not finite
 * @param bestIteration how many updates made the weights that were kept
 * @param evaluations none if it diverged
 */
record FittedCell(
    PreparedCell prepared,
    GradientDescent.Outcome outcome,
    long bestIteration,
    List<CurvePoint> curve,
    PartEvaluations evaluations) {

  boolean diverged() {
    return outcome.stopReason() == StopReason.DIVERGED;
  }

  TrainedModel model() {
    return prepared.model();
  }

  /** The same with evaluations; diverged if they are not finite. */
  FittedCell evaluated(PartEvaluations found) {
    return found.isFinite()
        ? new FittedCell(prepared, outcome, bestIteration, curve, found)
        : new FittedCell(
            prepared,
            new GradientDescent.Outcome(StopReason.DIVERGED, outcome.iterationsRun()),
            bestIteration,
            curve,
            PartEvaluations.NONE);
  }

  FittedCell tested(Evaluation found) {
    return new FittedCell(prepared, outcome, bestIteration, curve, evaluations.withTest(found));
  }

  /**
   * The outcome.
   *
   * @param seconds spent since the cell's checkpoint
   */
  CellResult result(double seconds) {
    Course course =
        new Course(
            stopReason(),
            outcome.iterationsRun(),
            bestIteration,
            prepared.secondsBefore() + seconds,
            curve);
    return new CellResult(
        prepared.cell(),
        CellEnd.of(diverged() ? CellStatus.DIVERGED : CellStatus.OK),
        course,
        evaluations,
        Optional.of(model()));
  }

  /** The end of a rung before the last is not one of the loop. */
  private Optional<StopReason> stopReason() {
    return Optional.of(outcome.stopReason())
        .filter(reason -> prepared.rung().isLast() || reason != StopReason.ITERATIONS);
  }
}

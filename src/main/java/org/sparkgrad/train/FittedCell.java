package org.sparkgrad.train;

import java.util.Optional;
import org.sparkgrad.optim.StopReason;

/**
 * A cell whose training loop has ended, and what is known of its model.
 *
 * @param prepared the cell, with the model that was trained
 * @param evaluations none if it diverged or failed
 */
record FittedCell(PreparedCell prepared, Fit fit, PartEvaluations evaluations) {

  boolean isUsable() {
    return fit.isUsable();
  }

  TrainedModel model() {
    return prepared.model();
  }

  /** The same with evaluations; diverged if they are not finite. */
  FittedCell evaluated(PartEvaluations found) {
    return found.isFinite()
        ? new FittedCell(prepared, fit, found)
        : new FittedCell(prepared, fit.diverged(), PartEvaluations.NONE);
  }

  FittedCell tested(Tested found) {
    return new FittedCell(prepared, fit, evaluations.withTest(found));
  }

  /**
   * The outcome.
   *
   * @param time spent on the cell
   * @param groupSeconds spent on all cells of its pass; empty if it was trained alone
   */
  CellResult result(TimeSpent time, Optional<Double> groupSeconds) {
    CellResult result =
        new CellResult(
            prepared.cell(),
            CellEnd.of(isUsable() ? CellStatus.OK : CellStatus.DIVERGED),
            course(time, groupSeconds),
            evaluations,
            Optional.of(WeightsSummary.of(model())),
            Optional.of(model()));
    return fit.failure().map(result::failed).orElse(result);
  }

  private Course course(TimeSpent time, Optional<Double> groupSeconds) {
    LearningCurve curve =
        new LearningCurve(
            fit.curve(), prepared.rowsPerIteration(), prepared.parts().train().size());
    return new Course(
        stopReason(), fit.outcome().iterationsRun(), fit.kept(), time, groupSeconds, curve);
  }

  /** Empty after a failure, and at the end of a rung before the last, which is not the loop's. */
  private Optional<StopReason> stopReason() {
    return Optional.of(fit.outcome().stopReason())
        .filter(reason -> fit.failure().isEmpty())
        .filter(reason -> prepared.rung().isLast() || reason != StopReason.ITERATIONS);
  }
}

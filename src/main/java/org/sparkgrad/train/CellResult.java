package org.sparkgrad.train;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.optim.StopReason;

/**
 * Outcome of a cell.
 *
 * @param cell what was trained
 * @param end how it ended
 * @param course how its training went; without the points of the curve once they have been written:
 *     a grid keeps no curves of cells that are finished
 * @param evaluations of the model; before the last rung of the validation part alone; none if the
 *     cell diverged or failed
 * @param weights what tables say of the model; empty if the cell failed
 * @param model the trained model; empty if the cell failed, and once it has been saved: a grid
 *     keeps no weights of cells that are finished
 */
public record CellResult(
    Cell cell,
    CellEnd end,
    Course course,
    PartEvaluations evaluations,
    Optional<WeightsSummary> weights,
    Optional<TrainedModel> model) {

  /** The outcome of a cell whose training an exception or error ended. */
  public static CellResult failed(Cell cell, TimeSpent time, String error) {
    return failed(cell, Optional.empty(), Course.broken(time), error);
  }

  private static CellResult failed(Cell cell, Optional<Integer> rung, Course course, String error) {
    return new CellResult(
        cell,
        new CellEnd(CellStatus.FAILED, rung, Optional.of(error)),
        course,
        PartEvaluations.NONE,
        Optional.empty(),
        Optional.empty());
  }

  /** The same, if what came after its training failed. */
  public CellResult failed(String reason) {
    return failed(cell, end.rung(), course, reason);
  }

  /** The same without the weights themselves. */
  public CellResult withoutModel() {
    return new CellResult(cell, end, course, evaluations, weights, Optional.empty());
  }

  /** The same without the points of its curve, once they have been written. */
  public CellResult withoutCurve() {
    return new CellResult(cell, end, course.withoutCurve(), evaluations, weights, model);
  }

  /** The same, as a search judged it at a rung. */
  public CellResult at(Rung reached, CellStatus judged) {
    CellEnd there = new CellEnd(judged, Optional.of(reached.number()), end.error());
    return new CellResult(cell, there, course, evaluations, weights, model);
  }

  public CellStatus status() {
    return end.status();
  }

  public Optional<Integer> rung() {
    return end.rung();
  }

  public Optional<String> error() {
    return end.error();
  }

  public Optional<StopReason> stopReason() {
    return course.stopReason();
  }

  public long iterationsRun() {
    return course.iterationsRun();
  }

  public long bestIteration() {
    return course.kept().iteration();
  }

  public double seconds() {
    return course.time().seconds();
  }

  public List<CurvePoint> curve() {
    return course.curve().points();
  }

  public Optional<Evaluation> train() {
    return evaluations.train();
  }

  public Optional<Evaluation> validation() {
    return evaluations.validation();
  }

  public Optional<Evaluation> test() {
    return evaluations.tested().map(Tested::evaluation);
  }

  /** The views of the images that it was tested in; empty if it was not. */
  public Optional<TestViews> testViews() {
    return evaluations.tested().map(Tested::views);
  }
}

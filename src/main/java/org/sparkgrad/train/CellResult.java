package org.sparkgrad.train;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.optim.StopReason;

/**
 * What became of a cell.
 *
 * @param cell what was trained
 * @param status how it ended
 * @param rung how far it came in a search that gives cells up; empty in any other
 * @param stopReason why the training loop ended; empty where an exception ended it, or where it
 *     stands at a rung that is not the last
 * @param iterationsRun updates made
 * @param bestIteration of these, how many made the weights that were kept
 * @param train the evaluation of the training part; empty where the cell is not ok or not trained
 *     to its end
 * @param validation the evaluation of the validation part; empty where there is none, or the cell
 *     diverged or failed
 * @param test the evaluation of the test set; empty as {@code train}, and where it was not asked
 *     for
 * @param seconds from the cell's start to its end
 * @param curve one point an iteration
 * @param model the trained model; empty where an exception ended the cell
 * @param error why it failed; empty where it did not
 */
public record CellResult(
    Cell cell,
    CellStatus status,
    Optional<Integer> rung,
    Optional<StopReason> stopReason,
    long iterationsRun,
    long bestIteration,
    Optional<Evaluation> train,
    Optional<Evaluation> validation,
    Optional<Evaluation> test,
    double seconds,
    List<CurvePoint> curve,
    Optional<TrainedModel> model,
    Optional<String> error) {

  /** A cell that an exception ended. */
  public static CellResult failed(Cell cell, double seconds, String error) {
    return new CellResult(
        cell,
        CellStatus.FAILED,
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        seconds,
        List.of(),
        Optional.empty(),
        Optional.of(error));
  }

  /** The same, as a search judged it at a rung. */
  public CellResult at(Rung reached, CellStatus judged) {
    return new CellResult(
        cell,
        judged,
        Optional.of(reached.number()),
        stopReason,
        iterationsRun,
        bestIteration,
        train,
        validation,
        test,
        seconds,
        curve,
        model,
        error);
  }
}

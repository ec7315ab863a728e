package org.sparkgrad.run;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.optim.StopReason;

/**
 * What became of a cell.
 *
 * @param cell what was trained
 * @param status how it ended
 * @param stopReason why the training loop ended; empty where an exception ended it
 * @param iterationsRun updates made
 * @param train the evaluation of the training part; empty where the cell is not ok, as are the next
 *     two
 * @param validation the evaluation of the validation part; empty also where there is none
 * @param test the evaluation of the test set; empty also where it was not asked for
 * @param seconds from the cell's start to its end
 * @param curve one point an iteration
 * @param model the trained model; empty where an exception ended the cell
 * @param error why it failed; empty where it did not
 */
public record CellResult(
    Cell cell,
    CellStatus status,
    Optional<StopReason> stopReason,
    long iterationsRun,
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
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        seconds,
        List.of(),
        Optional.empty(),
        Optional.of(error));
  }
}

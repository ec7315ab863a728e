package org.sparkgrad.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.evaluation.Evaluations;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.optim.StopReason;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellEnd;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.Course;
import org.sparkgrad.train.KeptWeights;
import org.sparkgrad.train.LearningCurve;
import org.sparkgrad.train.PartEvaluations;
import org.sparkgrad.train.Tested;
import org.sparkgrad.train.TimeSpent;

/** Hand-made results of cells; accuracies are per cent. */
public final class Results {
  private Results() {}

  public static Cell cell(String name) {
    return new Cell(name, Hyperparameters.of(Map.of()));
  }

  static CellResult validated(String name, int validation) {
    return of(name, CellStatus.OK, percent(validation), percent(50));
  }

  static CellResult tested(String name, int validation, int test) {
    return of(name, CellStatus.OK, percent(validation), percent(test));
  }

  public static CellResult withoutValidation(String name) {
    return of(name, CellStatus.OK, Optional.empty(), percent(99));
  }

  static CellResult ofStatus(String name, CellStatus status, int validation) {
    return of(name, status, percent(validation), percent(99));
  }

  /**
   * @param loss how much more all rows of the validation part lose than in other results
   */
  public static CellResult of(Cell cell, CellStatus status, int validation, double loss) {
    Evaluation evaluation = Evaluations.of(validation, 100, loss);
    return of(cell, status, Optional.of(evaluation), Optional.empty());
  }

  private static Optional<Evaluation> percent(int correct) {
    return Optional.of(Evaluations.of(correct, 100));
  }

  private static CellResult of(
      String name, CellStatus status, Optional<Evaluation> validation, Optional<Evaluation> test) {
    return of(cell(name), status, validation, test);
  }

  private static CellResult of(
      Cell cell, CellStatus status, Optional<Evaluation> validation, Optional<Evaluation> test) {
    return new CellResult(
        cell,
        CellEnd.of(status),
        new Course(
            Optional.of(StopReason.ITERATIONS),
            1,
            new KeptWeights(1, false),
            new TimeSpent(Instant.EPOCH, 0),
            Optional.empty(),
            new LearningCurve(List.of(), 1, 1)),
        new PartEvaluations(
            percent(60), validation, test.map(each -> new Tested(each, TestViews.NONE))),
        Optional.empty(),
        Optional.empty());
  }
}

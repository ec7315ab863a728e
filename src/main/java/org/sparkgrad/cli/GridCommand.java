package org.sparkgrad.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.search.Experiment;
import org.sparkgrad.search.Halving;
import org.sparkgrad.search.PlannedIterations;
import org.sparkgrad.search.SearchSettings;
import org.sparkgrad.train.Cell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains every cell of a grid, selects on the validation part, trains the best one on all rows. */
@Command(
    name = "grid",
    description = {
      "Train every combination of comma lists of hyperparameters, choose the best on held-out"
          + " validation rows,",
      "train it once more on all training rows and test it once."
    })
final class GridCommand extends Training {
  /** Of a factor, so that cells leave, and of rungs, so that there is one to leave at. */
  private static final int LEAST = 2;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Cells to train at a time (default: ${DEFAULT-VALUE}).")
  int parallelism;

  @Option(
      names = "--fused",
      description =
          "Train cells that draw the same batches in one pass, each row read once for all of them;"
              + " the results are the same, bit for bit.")
  boolean fused;

  @Option(
      names = "--halving",
      arity = "0..1",
      paramLabel = "N",
      fallbackValue = "3",
      description =
          "Successive halving: train all cells for a short while, go on with the best N-th of them by"
              + " validation accuracy, N times as far, and so on; the others are pruned (N if not"
              + " given: ${FALLBACK-VALUE}).")
  Integer halving;

  @Option(
      names = "--rungs",
      paramLabel = "N",
      description =
          "Times that --halving measures cells, the last at their end (default: until one cell is"
              + " left).")
  Integer rungs;

  @Option(
      names = "--no-final-model",
      description = "Do not train the best cell once more on all training rows, to be tested.")
  boolean noFinalModel;

  @Option(names = "--test-cells", description = "Also test every cell as it is, unless pruned.")
  boolean testCells;

  @Override
  boolean lists() {
    return true;
  }

  @Override
  Experiment.Settings settings(Map<String, Object> manifest, Problems problems) {
    problems.require(
        parallelism >= 1,
        "--parallelism: expected a whole number of at least 1, found " + parallelism);
    problems.require(
        halving == null || halving >= LEAST,
        "--halving: expected a whole number of at least 2, found " + halving);
    problems.require(
        rungs == null || rungs >= LEAST,
        "--rungs: expected a whole number of at least 2, found " + rungs);
    problems.require(
        rungs == null || halving != null, "--rungs: expected together with --halving, found alone");
    TestViews views = runOptions.testViews.read(problems);
    problems.require(
        views == TestViews.NONE || testCells || !noFinalModel,
        "--test-views: expected a model that is tested, the final one or by --test-cells, found none");
    halving().ifPresent(each -> manifest.put("halving", each.factor()));
    return new Experiment.Settings(
        new SearchSettings(parallelism, fused, halving()),
        runOptions.training(testCells, views),
        !noFinalModel,
        runOptions.isResumed(),
        manifest);
  }

  private static boolean allValidated(List<Cell> cells) {
    return cells.stream()
        .allMatch(cell -> cell.hyperparameters().get(Hyperparameter.VALIDATION) > 0);
  }

  private Optional<Halving> halving() {
    return Optional.ofNullable(halving)
        .map(factor -> new Halving(factor, Optional.ofNullable(rungs)));
  }

  @Override
  void checkAgainst(DataShape data, int rows, List<Cell> cells, Problems problems) {
    super.checkAgainst(data, rows, cells, problems);
    problems.require(
        (cells.size() < 2 && halving == null) || allValidated(cells),
        "--validation: expected at least 1 row, by which cells are chosen, found 0");
    boolean trainable =
        cells.stream()
            .allMatch(cell -> cell.hyperparameters().get(Hyperparameter.VALIDATION) < rows);
    if (halving == null || halving < LEAST || cells.isEmpty() || !trainable) {
      return;
    }
    long shortest = new PlannedIterations(rows).ofShortest(cells);
    problems.require(
        halving <= shortest,
        "--halving: expected at most the %d iterations of the shortest cell, found %d"
            .formatted(shortest, halving));
    int most = halving().orElseThrow().mostRungs(shortest);
    problems.require(
        rungs == null || halving > shortest || rungs <= most,
        "--rungs: expected 2 to %d, as the shortest cell has %d iterations, found %s"
            .formatted(most, shortest, rungs));
  }
}

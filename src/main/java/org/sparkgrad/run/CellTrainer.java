package org.sparkgrad.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.sparkgrad.optim.FusedDescent;
import org.sparkgrad.optim.GradientDescent;

/**
 * Trains cells: builds the training loop of each from its hyperparameters, runs it from the start
 * or from the cell's last checkpoint, and evaluates what comes out.
 *
 * @param data shared by all cells
 * @param checkpoints where cells go on from and leave their state; empty for neither
 * @param settings what is measured and kept on the way
 * @param progress told how many more iterations are done
 */
public record CellTrainer(
    TrainingData data,
    Optional<Checkpoints> checkpoints,
    Settings settings,
    LongConsumer progress) {

  /**
   * What is measured and kept on the way.
   *
   * @param curveInterval iterations between two evaluations for the learning curve; 0 for none
   * @param checkpointInterval iterations between two checkpoints; 0 for one at the end alone
   * @param test whether to evaluate the test set too
   */
  public record Settings(int curveInterval, int checkpointInterval, boolean test) {}

  /** A trainer without checkpoints. */
  public static CellTrainer of(TrainingData data, Settings settings) {
    return new CellTrainer(data, Optional.empty(), settings, iterations -> {});
  }

  /** Trains and evaluates; the Spark jobs run in the calling thread's job group and pool. */
  public CellResult train(Cell cell) {
    CellRun run = new CellRun(this, cell);
    return run.finish(run.descent().run(run.parameters(), run.firstIteration(), run::note));
  }

  /**
   * Trains cells in one pass: each row of a batch is read once for all of them. The results are
   * those of {@link #train}, bit for bit, but for the seconds, which are those of the whole group.
   *
   * @param cells that draw the same batches of the same features, and stand at the same iteration
   */
  public List<CellResult> trainGroup(List<Cell> cells) {
    return cells.size() == 1 ? List.of(train(cells.get(0))) : trainFused(cells);
  }

  private List<CellResult> trainFused(List<Cell> cells) {
    List<CellRun> runs = new ArrayList<>();
    List<FusedDescent.Member> members = new ArrayList<>();
    for (Cell cell : cells) {
      CellRun run = new CellRun(this, cell);
      runs.add(run);
      members.add(new FusedDescent.Member(run.descent(), run.parameters(), run::note));
    }
    CellRun first = runs.get(0);
    List<GradientDescent.Outcome> outcomes =
        new FusedDescent(first.objective()).run(members, first.firstIteration());
    List<CellResult> results = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      results.add(runs.get(i).finish(outcomes.get(i)));
    }
    return results;
  }
}

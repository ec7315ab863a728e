package org.sparkgrad.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.data.RowRange;
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
    return trainGroup(List.of(cell)).get(0);
  }

  /**
   * Trains cells in one pass, and evaluates them in one: each row is read once for all of them. The
   * results are those of {@link #train}, bit for bit, but for the seconds, which are those of the
   * whole group.
   *
   * @param cells that draw the same batches of the same features, and stand at the same iteration
   */
  public List<CellResult> trainGroup(List<Cell> cells) {
    return trainGroup(cells, Rung.ONLY);
  }

  /**
   * Trains a group like {@link #trainGroup(List)} up to the end of a rung. Before the last rung, a
   * cell is evaluated on the validation part alone.
   */
  public List<CellResult> trainGroup(List<Cell> cells, Rung rung) {
    List<CellRun> runs = cells.stream().map(cell -> new CellRun(this, cell, rung)).toList();
    fit(runs);
    if (rung.isLast()) {
      evaluate(unbroken(runs));
    } else {
      measure(unbroken(runs));
    }
    if (rung.isLast() && settings.test()) {
      test(unbroken(runs));
    }
    return runs.stream().map(CellRun::result).toList();
  }

  /** Cells of a group have one kind of model. */
  private void fit(List<CellRun> runs) {
    switch (runs.get(0).hyperparameters().model()) {
      case Architecture.NEAREST_MEAN -> runs.forEach(CellRun::endAtStart);
      case Architecture.RANDOM_SEARCH -> runs.forEach(this::searchAtRandom);
      default -> descend(runs);
    }
  }

  private void searchAtRandom(CellRun run) {
    run.end(new RandomSearch(run, run.hyperparameters()).search());
  }

  private void descend(List<CellRun> runs) {
    List<FusedDescent.Member> members = new ArrayList<>();
    for (CellRun run : runs) {
      members.add(new FusedDescent.Member(run.descent(), run.model().parameters(), run));
    }
    CellRun first = runs.get(0);
    List<GradientDescent.Outcome> outcomes =
        new FusedDescent(first.objective())
            .run(members, first.firstIteration(), () -> endIteration(runs));
    for (int i = 0; i < runs.size(); i++) {
      runs.get(i).end(outcomes.get(i));
    }
    sample(unbroken(runs), CellRun::isLastSampleDue, CellRun::lastSampled);
    unbroken(runs).forEach(CellRun::keepBest);
  }

  private void endIteration(List<CellRun> runs) {
    List<CellRun> stepped = runs.stream().filter(CellRun::isInIteration).toList();
    sample(stepped, CellRun::isSampleDue, CellRun::sampled);
    stepped.forEach(CellRun::endIteration);
  }

  /** Evaluates those that are due on a part of the training rows and on the validation part. */
  private static void sample(
      List<CellRun> runs, Predicate<CellRun> due, BiConsumer<CellRun, Parts.Evaluations> taker) {
    giveEach(
        runs.stream().filter(due).toList(),
        (first, models) -> first.parts().evaluateSample(first.prepared().train(), models),
        taker);
  }

  private static List<CellRun> unbroken(List<CellRun> runs) {
    return runs.stream().filter(run -> !run.diverged()).toList();
  }

  private static void evaluate(List<CellRun> runs) {
    giveEach(
        runs,
        (first, models) -> first.parts().evaluate(first.prepared().train(), models),
        CellRun::evaluated);
  }

  private static void measure(List<CellRun> runs) {
    giveEach(
        runs,
        (first, models) -> first.parts().evaluateValidation(first.prepared().train(), models),
        CellRun::measured);
  }

  private void test(List<CellRun> runs) {
    List<RowRange> all = List.of(new RowRange(0, data.test().rows()));
    giveEach(
        runs,
        (first, models) -> TrainedModel.evaluate(models, first.prepared().test(), all),
        (run, found) -> run.tested(found.get(0)));
  }

  /**
   * Gives each run what is found of its model; all models are evaluated in one pass, if there are
   * any.
   *
   * @param evaluator given the first run, which shares its rows with the others, and all models
   */
  private static <T> void giveEach(
      List<CellRun> runs,
      BiFunction<CellRun, List<TrainedModel>, List<T>> evaluator,
      BiConsumer<CellRun, T> taker) {
    if (runs.isEmpty()) {
      return;
    }
    List<T> found = evaluator.apply(runs.get(0), runs.stream().map(CellRun::model).toList());
    for (int i = 0; i < runs.size(); i++) {
      taker.accept(runs.get(i), found.get(i));
    }
  }
}

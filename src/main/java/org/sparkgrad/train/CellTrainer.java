package org.sparkgrad.train;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.ModelChoice;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.feature.PreparedRows;
import org.sparkgrad.image.TestViews;

/**
 * Trains cells: builds the training loop of each from its hyperparameters, runs it from the start
 * or from the cell's last checkpoint, and evaluates what comes out.
 *
 * @param data shared by all cells
 * @param checkpoints where cells go on from and leave their state; empty for neither
 * @param settings what is measured and kept on the way
 * @param listener hears of each iteration
 */
public record CellTrainer(
    TrainingData data,
    Optional<Checkpoints> checkpoints,
    Settings settings,
    TrainingListener listener) {

  /**
   * What is measured and kept on the way.
   *
   * @param curve when weights are evaluated for the learning curve
   * @param checkpointInterval iterations between two checkpoints; 0 for one at the end alone
   * @param checkpointSeconds after which there is one in between; 0 for never
   * @param test whether to evaluate the test set too
   * @param views in which its images are then seen
   */
  public record Settings(
      CurveInterval curve,
      int checkpointInterval,
      int checkpointSeconds,
      boolean test,
      TestViews views) {
    /** With a curve that is measured every {@code curveInterval} iterations; 0 for never. */
    public Settings(int curveInterval, int checkpointInterval, boolean test) {
      this(CurveInterval.ofIterations(curveInterval), checkpointInterval, 0, test, TestViews.NONE);
    }

    /** The same, the test set evaluated too. */
    public Settings withTest() {
      return new Settings(curve, checkpointInterval, checkpointSeconds, true, views);
    }
  }

  /** A trainer without checkpoints. */
  public static CellTrainer of(TrainingData data, Settings settings) {
    return new CellTrainer(data, Optional.empty(), settings, TrainingListener.NONE);
  }

  /** Trains and evaluates; the Spark jobs run in the calling thread's job group and pool. */
  public CellResult train(Cell cell) {
    return trainGroup(List.of(cell)).get(0);
  }

  /**
   * Trains cells in one pass, and evaluates them in one: each row is read once for all of them. The
   * results are those of {@link #train}, bit for bit, but for the seconds, of which each cell has
   * an equal share.
   *
   * @param cells that draw the same batches of the same features, and stand at the same iteration
   */
  public List<CellResult> trainGroup(List<Cell> cells) {
    return trainGroup(cells, Rung.ONLY);
  }

  /**
   * Trains a group like {@link #trainGroup(List)} up to the end of a rung. Before the last rung, a
   * cell is evaluated on the validation part alone.
   *
   * @throws TrainingStoppedException if the listener asks for it
   */
  public List<CellResult> trainGroup(List<Cell> cells, Rung rung) {
    if (listener.isToStop()) {
      throw new TrainingStoppedException(cells.get(0));
    }
    GroupClock clock = GroupClock.start(cells.size());
    CheckpointTimer timer = new CheckpointTimer(settings.checkpointSeconds());
    List<FittedCell> fitted =
        fit(cells.stream().map(cell -> loop(cell, rung, clock, timer)).toList());
    if (rung.isLast()) {
      fitted = giveEach(fitted, CellTrainer::evaluate, FittedCell::evaluated);
      fitted = settings.test() ? giveEach(fitted, this::test, FittedCell::tested) : fitted;
    } else {
      fitted = giveEach(fitted, CellTrainer::validate, FittedCell::evaluated);
    }
    return results(fitted, clock);
  }

  private static List<CellResult> results(List<FittedCell> fitted, GroupClock clock) {
    List<TimeSpent> times =
        fitted.stream().map(each -> clock.spent(each.prepared().timeBefore())).toList();
    Optional<Double> groupSeconds =
        Optional.of(times.stream().mapToDouble(TimeSpent::seconds).sum())
            .filter(all -> times.size() > 1);
    return IntStream.range(0, fitted.size())
        .mapToObj(i -> fitted.get(i).result(times.get(i), groupSeconds))
        .toList();
  }

  private CellLoop loop(Cell cell, Rung rung, GroupClock clock, CheckpointTimer timer) {
    return new CellLoop(PreparedCell.of(this, cell, rung), this, clock, timer);
  }

  /** Cells of a group have one kind of model. */
  private List<FittedCell> fit(List<CellLoop> loops) {
    ModelChoice model = loops.get(0).cell().hyperparameters().get(Hyperparameter.MODEL);
    if (model.isByGradient()) {
      new GroupDescent(loops, data.mergeDepth()).run();
    } else if (model.isIterative()) {
      loops.forEach(loop -> loop.end(new RandomSearch(loop).search()));
    } else {
      loops.forEach(CellLoop::endAtStart);
    }
    return loops.stream().map(CellLoop::fitted).toList();
  }

  private static List<PartEvaluations> evaluate(PreparedCell first, List<TrainedModel> models) {
    return first.parts().evaluate(first.data().train(), models);
  }

  private static List<PartEvaluations> validate(PreparedCell first, List<TrainedModel> models) {
    return first.parts().evaluateValidation(first.data().train(), models);
  }

  /** Features of images as they are have been computed; those of other views have not. */
  private List<Tested> test(PreparedCell first, List<TrainedModel> models) {
    List<RowRange> all = List.of(new RowRange(0, data.test().rows()));
    if (settings.views() == TestViews.NONE) {
      return tested(TrainedModel.evaluate(models, first.data().test(), all));
    }
    try (PreparedRows rows =
        first.data().features().prepare(data.test().blocks(), settings.views())) {
      return tested(TrainedModel.evaluate(models, rows.blocks(), rows.seen(), all));
    }
  }

  private List<Tested> tested(List<List<Evaluation>> found) {
    return found.stream().map(ofRanges -> new Tested(ofRanges.get(0), settings.views())).toList();
  }

  /**
   * Gives each cell that has a model what is found of its model; all models are evaluated in one
   * pass, if there are any.
   *
   * @param evaluator given the first cell, which shares its rows with the others, and all models
   */
  private static <T> List<FittedCell> giveEach(
      List<FittedCell> cells,
      BiFunction<PreparedCell, List<TrainedModel>, List<T>> evaluator,
      BiFunction<FittedCell, T, FittedCell> with) {
    List<FittedCell> usable = cells.stream().filter(FittedCell::isUsable).toList();
    if (usable.isEmpty()) {
      return cells;
    }
    List<TrainedModel> models = usable.stream().map(FittedCell::model).toList();
    Iterator<T> found = evaluator.apply(usable.get(0).prepared(), models).iterator();
    return cells.stream()
        .map(each -> each.isUsable() ? with.apply(each, found.next()) : each)
        .toList();
  }
}

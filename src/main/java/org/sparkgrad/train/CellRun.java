package org.sparkgrad.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.feature.PreparedData;
import org.sparkgrad.model.LinearModel;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.GroupObjective;
import org.sparkgrad.optim.Step;
import org.sparkgrad.optim.StepListener;
import org.sparkgrad.optim.StopReason;
import org.sparkgrad.optim.TailAverage;
import org.sparkgrad.optim.UpdateRule;
import org.sparkgrad.stats.ClassMeans;

/** The state of one cell's training, to the end of a rung. */
final class CellRun implements StepListener {
  private final long start = System.nanoTime();
  private final CellTrainer trainer;
  private final TrainingData data;
  private final PreparedData prepared;
  private final Cell cell;
  private final Rung rung;
  private final Parts parts;
  private final Recipe recipe;
  private final double secondsBefore;
  private final long firstIteration;
  private final List<CurvePoint> curve;
  private final TrainedModel model;
  private final UpdateRule rule;
  private final TailAverage average;
  private final EarlyStopping earlyStopping;
  private long done;
  private boolean inIteration;
  private long bestIteration;
  private GradientDescent.Outcome outcome;
  private Optional<Evaluation> train = Optional.empty();
  private Optional<Evaluation> validation = Optional.empty();
  private Optional<Evaluation> test = Optional.empty();

  CellRun(CellTrainer trainer, Cell cell, Rung rung) {
    this.trainer = trainer;
    this.cell = cell;
    this.rung = rung;
    data = trainer.data();
    parts = Parts.of(data.train(), cell.hyperparameters().validation());
    recipe = new Recipe(cell.hyperparameters(), parts.train());
    prepared = data.prepare(cell.hyperparameters(), parts.train());
    Optional<Checkpoint> checkpoint = trainer.checkpoints().flatMap(each -> each.read(cell, rung));
    secondsBefore = checkpoint.map(Checkpoint::seconds).orElse(0.0);
    firstIteration = checkpoint.map(Checkpoint::iteration).orElse(0L);
    curve = new ArrayList<>(checkpoint.map(Checkpoint::curve).orElse(List.of()));
    model = model(checkpoint);
    rule = recipe.rule(model.model(), checkpoint.map(Checkpoint::ruleState));
    average = recipe.average(checkpoint.map(Checkpoint::averageSum));
    earlyStopping = recipe.earlyStopping(checkpoint.flatMap(Checkpoint::best));
    done = firstIteration;
    // A loop that ended by itself before this rung stands before its start.
    trainer.progress().accept(Math.max(0, firstIteration - rung.start(recipe.iterations())));
  }

  private TrainedModel model(Optional<Checkpoint> checkpoint) {
    Hyperparameters hyperparameters = cell.hyperparameters();
    Model shape = Architecture.of(hyperparameters, prepared.features().scaling().features());
    float[] parameters = checkpoint.map(Checkpoint::parameters).orElseGet(() -> start(shape));
    return new TrainedModel(
        shape, hyperparameters.loss(), prepared.features(), parameters, data.classNames());
  }

  private float[] start(Model shape) {
    if (cell.hyperparameters().model().equals(Architecture.NEAREST_MEAN)) {
      ClassMeans means =
          ClassMeans.of(prepared.train(), parts.train(), prepared.features().scaling());
      return NearestMean.parameters((LinearModel) shape, means);
    }
    return Architecture.initialParameters(shape, cell.hyperparameters());
  }

  Hyperparameters hyperparameters() {
    return cell.hyperparameters();
  }

  GradientDescent descent() {
    return recipe.descent(objective(), model.model(), rule, rung.end(recipe.iterations()));
  }

  GroupObjective objective() {
    return recipe.objective(prepared, model, data.mergeDepth());
  }

  /** The loop modifies its parameters. */
  TrainedModel model() {
    return model;
  }

  PreparedData prepared() {
    return prepared;
  }

  Parts parts() {
    return parts;
  }

  long firstIteration() {
    return firstIteration;
  }

  /** Keeps how the loop ended, and where it ended well, what it made. */
  void end(GradientDescent.Outcome reached) {
    outcome = reached;
    bestIteration = done;
    if (!diverged()) {
      saveCheckpoint();
      average.copyTo(model.parameters(), done);
    }
  }

  /** Where the start is what was asked for, and no loop is needed. */
  void endAtStart() {
    end(new GradientDescent.Outcome(StopReason.ITERATIONS, done));
  }

  /** Keeps the evaluations of the two parts. */
  void evaluated(Parts.Evaluations found) {
    train = Optional.of(found.train());
    validation = found.validation();
    requireFinite(found.train());
  }

  /** Keeps the evaluation by which it is decided whether the cell goes on. */
  void measured(Evaluation found) {
    validation = Optional.of(found);
    requireFinite(found);
  }

  private void requireFinite(Evaluation found) {
    if (!Double.isFinite(found.meanLoss())) {
      train = Optional.empty();
      validation = Optional.empty();
      outcome = new GradientDescent.Outcome(StopReason.DIVERGED, outcome.iterationsRun());
    }
  }

  /** Keeps the evaluation of the test set. */
  void tested(Evaluation found) {
    test = Optional.of(found);
  }

  /** Whether the loop, or the evaluation of what it made, met a loss that is not finite. */
  boolean diverged() {
    return outcome.stopReason() == StopReason.DIVERGED;
  }

  CellResult result() {
    return new CellResult(
        cell,
        diverged() ? CellStatus.DIVERGED : CellStatus.OK,
        Optional.empty(),
        stopReason(),
        outcome.iterationsRun(),
        bestIteration,
        train,
        validation,
        test,
        seconds(),
        curve,
        Optional.of(model),
        Optional.empty());
  }

  /** The end of a rung before the last is not one of the loop. */
  private Optional<StopReason> stopReason() {
    return Optional.of(outcome.stopReason())
        .filter(reason -> rung.isLast() || reason != StopReason.ITERATIONS);
  }

  @Override
  public Optional<StopReason> stop() {
    return earlyStopping.stop();
  }

  @Override
  public void after(Step step) {
    done = step.iteration() + 1;
    inIteration = true;
    average.add(step);
    curve.add(CurvePoint.of(step));
  }

  /** Keeps what an iteration of random search leaves behind. */
  void tried(long iteration, double loss, double penalty) {
    done = iteration + 1;
    curve.add(new CurvePoint(iteration, 0, loss, penalty, Optional.empty(), Optional.empty()));
    endIteration();
  }

  /** Whether it has made a step whose iteration is to be ended. */
  boolean isInIteration() {
    return inIteration;
  }

  /** Whether the weights of this iteration are to be evaluated. */
  boolean isSampleDue() {
    return earlyStopping.isDue(done) || isDue(trainer.settings().curveInterval());
  }

  /** Keeps the evaluation of this iteration's weights. */
  void sampled(Parts.Evaluations sample) {
    curve.set(curve.size() - 1, curve.get(curve.size() - 1).with(sample));
    if (earlyStopping.isDue(done)) {
      earlyStopping.note(done, accuracy(sample), model.parameters());
    }
  }

  /** Keeps what the iteration leaves behind. */
  void endIteration() {
    if (isDue(trainer.settings().checkpointInterval())) {
      saveCheckpoint();
    }
    inIteration = false;
    trainer.progress().accept(1);
  }

  private boolean isDue(int interval) {
    return interval > 0 && done % interval == 0;
  }

  /** Whether the weights that the loop ended with are to be evaluated, to be compared. */
  boolean isLastSampleDue() {
    return earlyStopping.isOpen(done, average.hasCounted());
  }

  /** Takes the evaluation of the weights that the loop ended with. */
  void lastSampled(Parts.Evaluations sample) {
    earlyStopping.note(done, accuracy(sample), model.parameters());
  }

  /** Puts the weights back that early stopping has found best. */
  void keepBest() {
    earlyStopping.best().ifPresent(this::keep);
  }

  private void keep(BestSeen best) {
    bestIteration = best.iteration();
    System.arraycopy(best.parameters(), 0, model.parameters(), 0, best.parameters().length);
  }

  private static double accuracy(Parts.Evaluations sample) {
    return sample.validation().orElseThrow().accuracy();
  }

  private void saveCheckpoint() {
    trainer.checkpoints().ifPresent(each -> each.write(cell, rung, checkpoint()));
  }

  private Checkpoint checkpoint() {
    return new Checkpoint(
        done,
        model.parameters(),
        rule.state(),
        average.state(),
        earlyStopping.best(),
        seconds(),
        curve);
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - start) * 1e-9;
  }
}

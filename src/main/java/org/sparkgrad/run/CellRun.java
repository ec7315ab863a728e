package org.sparkgrad.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.GroupObjective;
import org.sparkgrad.optim.Step;
import org.sparkgrad.optim.StopReason;
import org.sparkgrad.optim.TailAverage;
import org.sparkgrad.optim.UpdateRule;

/** The state of one cell's training, to the end of a rung. */
final class CellRun {
  private final long start = System.nanoTime();
  private final CellTrainer trainer;
  private final TrainingData data;
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
    Optional<Checkpoint> checkpoint = trainer.checkpoints().flatMap(each -> each.read(cell, rung));
    secondsBefore = checkpoint.map(Checkpoint::seconds).orElse(0.0);
    firstIteration = checkpoint.map(Checkpoint::iteration).orElse(0L);
    curve = new ArrayList<>(checkpoint.map(Checkpoint::curve).orElse(List.of()));
    model = model(checkpoint);
    rule = recipe.rule(model.model(), checkpoint.map(Checkpoint::ruleState));
    average = recipe.average(checkpoint.map(Checkpoint::averageSum));
    // A loop that ended by itself before this rung stands before its start.
    trainer.progress().accept(Math.max(0, firstIteration - rung.start(recipe.iterations())));
  }

  private TrainedModel model(Optional<Checkpoint> checkpoint) {
    Hyperparameters hyperparameters = cell.hyperparameters();
    PixelScaling scaling = data.fit(hyperparameters.features(), parts.train());
    Model shape = Architecture.of(hyperparameters, scaling.features());
    float[] parameters =
        checkpoint
            .map(Checkpoint::parameters)
            .orElseGet(() -> Architecture.initialParameters(shape, hyperparameters));
    return new TrainedModel(
        shape,
        hyperparameters.loss(),
        hyperparameters.features(),
        scaling,
        parameters,
        data.classNames());
  }

  GradientDescent descent() {
    return recipe.descent(data, model, rule, rung.end(recipe.iterations()));
  }

  GroupObjective objective() {
    return recipe.objective(data, model);
  }

  /** The loop modifies its parameters. */
  TrainedModel model() {
    return model;
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
    if (!diverged()) {
      saveCheckpoint(outcome.iterationsRun());
      average.copyTo(model.parameters(), outcome.iterationsRun());
    }
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

  /** Keeps what a finished step leaves behind. */
  void note(Step step) {
    long done = step.iteration() + 1;
    average.add(step);
    curve.add(curvePoint(step, isDue(done, trainer.settings().curveInterval())));
    if (isDue(done, trainer.settings().checkpointInterval())) {
      saveCheckpoint(done);
    }
    trainer.progress().accept(1);
  }

  private static boolean isDue(long done, int interval) {
    return interval > 0 && done % interval == 0;
  }

  private CurvePoint curvePoint(Step step, boolean measured) {
    Optional<Parts.Evaluations> sample =
        measured ? Optional.of(parts.evaluateSample(data.train(), model)) : Optional.empty();
    return new CurvePoint(
        step.iteration(),
        step.learningRate(),
        step.dataLoss(),
        step.penalty(),
        sample.map(each -> each.train().accuracy()),
        sample.flatMap(Parts.Evaluations::validation).map(Evaluation::accuracy));
  }

  private void saveCheckpoint(long iteration) {
    Checkpoint checkpoint =
        new Checkpoint(
            iteration, model.parameters(), rule.state(), average.state(), seconds(), curve);
    trainer.checkpoints().ifPresent(each -> each.write(cell, rung, checkpoint));
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - start) * 1e-9;
  }
}

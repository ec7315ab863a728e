package org.sparkgrad.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.dataset.RowRange;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.GroupObjective;
import org.sparkgrad.optim.Momentum;
import org.sparkgrad.optim.Step;
import org.sparkgrad.optim.StopReason;
import org.sparkgrad.optim.UpdateRule;

/** The state of one cell's training. */
final class CellRun {
  private final long start = System.nanoTime();
  private final CellTrainer trainer;
  private final TrainingData data;
  private final Cell cell;
  private final Parts parts;
  private final Recipe recipe;
  private final double secondsBefore;
  private final long firstIteration;
  private final List<CurvePoint> curve;
  private final TrainedModel model;
  private final UpdateRule rule;

  CellRun(CellTrainer trainer, Cell cell) {
    this.trainer = trainer;
    this.cell = cell;
    data = trainer.data();
    parts = Parts.of(data.train(), cell.hyperparameters().validation());
    recipe = new Recipe(cell.hyperparameters(), parts.train());
    Optional<Checkpoint> checkpoint = trainer.checkpoints().flatMap(each -> each.read(cell));
    secondsBefore = checkpoint.map(Checkpoint::seconds).orElse(0.0);
    firstIteration = checkpoint.map(Checkpoint::iteration).orElse(0L);
    curve = new ArrayList<>(checkpoint.map(Checkpoint::curve).orElse(List.of()));
    model = model(checkpoint);
    rule = rule(checkpoint);
    trainer.progress().accept(firstIteration);
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
        shape, hyperparameters.features(), scaling, parameters, data.classNames());
  }

  private UpdateRule rule(Optional<Checkpoint> checkpoint) {
    float[] state =
        checkpoint.map(Checkpoint::ruleState).orElseGet(() -> new float[model.parameters().length]);
    return new Momentum(cell.hyperparameters().momentum(), state);
  }

  GradientDescent descent() {
    return recipe.descent(data, model, rule);
  }

  GroupObjective objective() {
    return recipe.objective(data, model);
  }

  /** The model's own; the loop modifies them. */
  float[] parameters() {
    return model.parameters();
  }

  long firstIteration() {
    return firstIteration;
  }

  /** Evaluates what the loop made. */
  CellResult finish(GradientDescent.Outcome outcome) {
    if (outcome.stopReason() == StopReason.DIVERGED) {
      return diverged(outcome.iterationsRun());
    }
    saveCheckpoint(outcome.iterationsRun());
    Parts.Evaluations evaluations = parts.evaluate(data.train(), model);
    if (!Double.isFinite(evaluations.train().meanLoss())) {
      return diverged(outcome.iterationsRun());
    }
    return result(
        CellStatus.OK,
        outcome,
        Optional.of(evaluations),
        trainer.settings().test() ? Optional.of(evaluateTest()) : Optional.empty());
  }

  private CellResult diverged(long iterationsRun) {
    GradientDescent.Outcome outcome =
        new GradientDescent.Outcome(StopReason.DIVERGED, iterationsRun);
    return result(CellStatus.DIVERGED, outcome, Optional.empty(), Optional.empty());
  }

  private CellResult result(
      CellStatus status,
      GradientDescent.Outcome outcome,
      Optional<Parts.Evaluations> evaluations,
      Optional<Evaluation> test) {
    return new CellResult(
        cell,
        status,
        Optional.of(outcome.stopReason()),
        outcome.iterationsRun(),
        evaluations.map(Parts.Evaluations::train),
        evaluations.flatMap(Parts.Evaluations::validation),
        test,
        seconds(),
        curve,
        Optional.of(model),
        Optional.empty());
  }

  private Evaluation evaluateTest() {
    RowRange all = new RowRange(0, data.test().rows());
    return model.evaluator().evaluate(data.test().blocks(), all);
  }

  /** Keeps what a finished step leaves behind. */
  void note(Step step) {
    long done = step.iteration() + 1;
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
    Optional<Parts.Evaluations> evaluations =
        measured ? Optional.of(parts.evaluateSample(data.train(), model)) : Optional.empty();
    return new CurvePoint(
        step.iteration(),
        step.learningRate(),
        step.dataLoss(),
        step.penalty(),
        evaluations.map(each -> each.train().accuracy()),
        evaluations.flatMap(Parts.Evaluations::validation).map(Evaluation::accuracy));
  }

  private void saveCheckpoint(long iteration) {
    Checkpoint checkpoint =
        new Checkpoint(iteration, model.parameters(), rule.state(), seconds(), curve);
    trainer.checkpoints().ifPresent(each -> each.write(cell, checkpoint));
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - start) * 1e-9;
  }
}

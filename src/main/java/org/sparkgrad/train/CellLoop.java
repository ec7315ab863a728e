package org.sparkgrad.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.Step;
import org.sparkgrad.optim.StepListener;
import org.sparkgrad.optim.StopReason;
import org.sparkgrad.optim.TailAverage;
import org.sparkgrad.optim.UpdateRule;

/**
 * State of a cell's training loop: update rule, average, early stopping and curve, kept in
 * checkpoints. In each iteration it is told of the step, then of its evaluation if one is due, then
 * of the iteration's end; after the last one, of how the loop ended.
 */
final class CellLoop implements StepListener {
  private static final Logger LOG = LoggerFactory.getLogger(CellLoop.class);

  private final PreparedCell cell;
  private final CellTrainer trainer;
  private final long start;
  private final List<CurvePoint> curve;
  private final UpdateRule rule;
  private final TailAverage average;
  private final EarlyStopping earlyStopping;
  private long done;
  private boolean inIteration;
  private Optional<String> failure = Optional.empty();
  private GradientDescent.Outcome outcome;

  /**
   * @param start of the cell's group, as {@link System#nanoTime} says
   */
  CellLoop(PreparedCell cell, CellTrainer trainer, long start) {
    this.cell = cell;
    this.trainer = trainer;
    this.start = start;
    Optional<Checkpoint> checkpoint = cell.checkpoint();
    Recipe recipe = cell.recipe();
    curve = new ArrayList<>(checkpoint.map(Checkpoint::curve).orElse(List.of()));
    rule = recipe.rule(cell.model().model(), checkpoint.map(Checkpoint::ruleState));
    average = recipe.average(checkpoint.map(Checkpoint::averageSum));
    earlyStopping = recipe.earlyStopping(checkpoint.flatMap(Checkpoint::best));
    done = cell.firstIteration();
    // A loop that ended by itself before this rung stands before its start.
    trainer.progress().accept(Math.max(0, done - cell.rung().start(recipe.iterations())));
  }

  PreparedCell cell() {
    return cell;
  }

  /** What the loop runs on, with its listener. */
  UpdateRule rule() {
    return rule;
  }

  @Override
  public Optional<StopReason> stop() {
    return failure.isPresent() ? Optional.of(StopReason.FAILED) : earlyStopping.stop();
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
  void sampled(PartEvaluations sample) {
    curve.set(curve.size() - 1, curve.get(curve.size() - 1).with(sample));
    if (earlyStopping.isDue(done)) {
      note(sample);
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

  /** Keeps how the loop ended, and what it made if it ended well. */
  void end(GradientDescent.Outcome reached) {
    outcome = reached;
    if (isUsable()) {
      saveCheckpoint();
      average.copyTo(cell.model().parameters(), done);
    }
  }

  /** For a cell whose start is all there is to train. */
  void endAtStart() {
    end(new GradientDescent.Outcome(StopReason.ITERATIONS, done));
  }

  private boolean isUsable() {
    return failure.isEmpty() && outcome.stopReason() != StopReason.DIVERGED;
  }

  /** Whether the weights that the loop ended with are to be evaluated, to be compared. */
  boolean isLastSampleDue() {
    return isUsable() && earlyStopping.isOpen(done, average.hasCounted());
  }

  /** Takes the evaluation of the weights that the loop ended with. */
  void lastSampled(PartEvaluations sample) {
    note(sample);
  }

  private void note(PartEvaluations sample) {
    double accuracy = sample.validation().map(Evaluation::accuracy).orElseThrow();
    earlyStopping.note(done, accuracy, cell.model().parameters());
  }

  /** What came of the loop, with the weights that early stopping has found best. */
  FittedCell fitted() {
    Optional<BestSeen> best = isUsable() ? earlyStopping.best() : Optional.empty();
    best.ifPresent(each -> cell.model().set(each.parameters()));
    long bestIteration = best.map(BestSeen::iteration).orElse(done);
    Fit fit = new Fit(outcome, failure, bestIteration, curve);
    return new FittedCell(cell, fit, PartEvaluations.NONE);
  }

  /** A full disk, say, ends this cell, and not those that are trained in the same pass. */
  private void saveCheckpoint() {
    try {
      trainer.checkpoints().ifPresent(each -> each.write(cell.cell(), cell.rung(), state()));
    } catch (RuntimeException | Error e) {
      LOG.debug("{}: no checkpoint", cell.cell().name(), e);
      failure = Optional.of(FailureReason.of(e));
    }
  }

  private Checkpoint state() {
    return new Checkpoint(
        done,
        cell.model().parameters(),
        rule.state(),
        average.state(),
        earlyStopping.best(),
        cell.secondsBefore() + (System.nanoTime() - start) * 1e-9,
        curve);
  }
}

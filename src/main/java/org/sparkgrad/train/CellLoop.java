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
  private final GroupClock clock;
  private final CheckpointTimer timer;
  private final List<CurvePoint> curve;
  private final UpdateRule rule;
  private final TailAverage average;
  private final EarlyStopping earlyStopping;
  private long done;
  private boolean inIteration;
  private boolean averageIsBest;
  private Optional<String> failure = Optional.empty();
  private GradientDescent.Outcome outcome;

  CellLoop(PreparedCell cell, CellTrainer trainer, GroupClock clock, CheckpointTimer timer) {
    this.cell = cell;
    this.trainer = trainer;
    this.clock = clock;
    this.timer = timer;
    Optional<Checkpoint> checkpoint = cell.checkpoint();
    Recipe recipe = cell.recipe();
    curve = new ArrayList<>(checkpoint.map(Checkpoint::curve).orElse(List.of()));
    rule = recipe.rule(cell.model().model(), checkpoint.map(Checkpoint::ruleState));
    average = recipe.average(checkpoint.map(Checkpoint::averageSum));
    earlyStopping = recipe.earlyStopping(checkpoint.flatMap(Checkpoint::best));
    done = cell.firstIteration();
    // A loop that ended by itself before this rung stands before its start.
    long made = Math.max(0, done - cell.rung().start(recipe.iterations()));
    tell(() -> trainer.listener().began(cell.cell(), done, made));
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
    curve.add(new CurvePoint(iteration, 0, loss, penalty, CurveSample.NONE));
    boolean stops = isToStop();
    endIteration(stops || isTimeUp());
    if (stops) {
      throw new TrainingStoppedException(cell.cell());
    }
  }

  /** Whether it has made a step whose iteration is to be ended. */
  boolean isInIteration() {
    return inIteration;
  }

  /** Whether the weights of this iteration are to be evaluated. */
  boolean isSampleDue() {
    return earlyStopping.isDue(done) || isCurveDue();
  }

  /** Keeps the evaluation of this iteration's weights. */
  void sampled(PartEvaluations sample) {
    keepSample(sample);
    if (earlyStopping.isDue(done)) {
      note(sample);
    }
  }

  /** Whether all training is to stop after this iteration. */
  boolean isToStop() {
    return trainer.listener().isToStop();
  }

  /** Whether time asks for a checkpoint of all cells of the group. */
  boolean isTimeUp() {
    return timer.isUp();
  }

  /**
   * Keeps what the iteration leaves behind.
   *
   * @param isDue whether a checkpoint is due, whatever the interval says
   */
  void endIteration(boolean isDue) {
    int interval = trainer.settings().checkpointInterval();
    if (isDue || (interval > 0 && done % interval == 0)) {
      saveCheckpoint();
      timer.restart();
    }
    inIteration = false;
    tell(() -> trainer.listener().iterated(cell.cell(), curve.get(curve.size() - 1)));
  }

  private boolean isCurveDue() {
    return trainer
        .settings()
        .curve()
        .isDue(done, cell.rowsPerIteration(), cell.parts().train().size());
  }

  private void keepSample(PartEvaluations sample) {
    curve.set(curve.size() - 1, curve.get(curve.size() - 1).with(sample));
  }

  /** Takes note of how the loop ended. */
  void stopped(GradientDescent.Outcome reached) {
    outcome = reached;
  }

  /** Whether the curve lacks the point at the end of training. */
  boolean isEndPointDue() {
    boolean goesOn = !cell.rung().isLast() && outcome.stopReason() == StopReason.ITERATIONS;
    return trainer.settings().curve().isEver()
        && isUsable()
        && !goesOn
        && !curve.isEmpty()
        && curve.get(curve.size() - 1).trainAccuracy().isEmpty();
  }

  /** Keeps the evaluation of the last weights. */
  void sampledAtEnd(PartEvaluations sample) {
    keepSample(sample);
    tell(() -> trainer.listener().measured(cell.cell(), curve.get(curve.size() - 1)));
  }

  /** Ends a loop after which nothing is to be measured for its curve. */
  void end(GradientDescent.Outcome reached) {
    stopped(reached);
    keep();
  }

  /** Keeps what the loop made if it ended well. */
  void keep() {
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
    averageIsBest =
        average.hasCounted() && earlyStopping.best().orElseThrow().evaluationsSince() == 0;
  }

  private void note(PartEvaluations sample) {
    double accuracy = sample.validation().map(Evaluation::accuracy).orElseThrow();
    earlyStopping.note(done, accuracy, cell.model().parameters());
  }

  /** What came of the loop, with the weights that early stopping has found best. */
  FittedCell fitted() {
    Optional<BestSeen> best = isUsable() ? earlyStopping.best() : Optional.empty();
    best.ifPresent(each -> cell.model().set(each.parameters()));
    KeptWeights kept =
        new KeptWeights(
            best.map(BestSeen::iteration).orElse(done),
            best.isPresent() ? averageIsBest : average.hasCounted());
    Fit fit = new Fit(outcome, failure, kept, curve);
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

  /** A listener that fails ends this cell, and not those that are trained in the same pass. */
  private void tell(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException | Error e) {
      LOG.debug("{}: a listener failed", cell.cell().name(), e);
      failure = Optional.of("listen: " + FailureReason.of(e));
    }
  }

  private Checkpoint state() {
    return new Checkpoint(
        done,
        cell.model().parameters(),
        rule.state(),
        average.state(),
        earlyStopping.best(),
        clock.spent(cell.timeBefore()),
        curve);
  }
}

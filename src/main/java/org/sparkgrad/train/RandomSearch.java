package org.sparkgrad.train;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.linalg.CounterRandom;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.StopReason;

/**
 * Random search over weights: each iteration draws all weights anew, as those are drawn that
 * descent starts from, and the weights of the lowest loss over the whole training part, penalty
 * included, are kept, the first of equals. What descent is to be held against.
 *
 * <p>The draw is a function of seed and iteration alone. Source: CS231n, notes on optimization,
 * strategy #1.
 */
final class RandomSearch {
  /** These read each row once for all of them. */
  private static final int TRIES_AT_A_TIME = 64;

  private static final long STREAM = 0x547269657348L;

  private final CellRun run;
  private final Hyperparameters hyperparameters;
  private final CounterRandom seeds;
  private double lowest = Double.POSITIVE_INFINITY;

  RandomSearch(CellRun run, Hyperparameters hyperparameters) {
    this.run = run;
    this.hyperparameters = hyperparameters;
    seeds = new CounterRandom(hyperparameters.seed(), STREAM);
  }

  /** Makes the iterations that the run has not yet made. */
  GradientDescent.Outcome search() {
    long iterations = run.descent().iterations();
    if (run.firstIteration() > 0) {
      double loss = evaluate(List.of(run.model())).get(0).meanLoss();
      lowest = loss + penalty(run.model().parameters());
    }
    for (long t = run.firstIteration(); t < iterations; t += TRIES_AT_A_TIME) {
      search(t, Math.min(t + TRIES_AT_A_TIME, iterations));
    }
    return new GradientDescent.Outcome(
        StopReason.ITERATIONS, Math.max(run.firstIteration(), iterations));
  }

  private void search(long start, long end) {
    List<TrainedModel> tries = new ArrayList<>();
    for (long t = start; t < end; t++) {
      tries.add(run.model().with(draw(t)));
    }
    List<Evaluation> evaluations = evaluate(tries);
    for (int i = 0; i < tries.size(); i++) {
      take(start + i, tries.get(i).parameters(), evaluations.get(i).meanLoss());
    }
  }

  private float[] draw(long t) {
    Hyperparameters own = hyperparameters.with(Hyperparameter.SEED, seeds.bits(t));
    return Architecture.initialParameters(run.model().model(), own);
  }

  private List<Evaluation> evaluate(List<TrainedModel> models) {
    List<RowRange> rows = List.of(run.parts().train());
    return TrainedModel.evaluate(models, run.prepared().train(), rows).stream()
        .map(ofRanges -> ofRanges.get(0))
        .toList();
  }

  private double penalty(float[] parameters) {
    return run.descent().penalty().value(parameters);
  }

  private void take(long t, float[] parameters, double loss) {
    double penalty = penalty(parameters);
    if (loss + penalty < lowest) {
      lowest = loss + penalty;
      System.arraycopy(parameters, 0, run.model().parameters(), 0, parameters.length);
    }
    run.tried(t, loss, penalty);
  }
}

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
import org.sparkgrad.penalty.Penalty;

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

  private final CellLoop loop;
  private final PreparedCell cell;
  private final Penalty penalty;
  private final CounterRandom seeds;
  private double lowest = Double.POSITIVE_INFINITY;

  RandomSearch(CellLoop loop) {
    this.loop = loop;
    cell = loop.cell();
    penalty = cell.penalty();
    seeds = new CounterRandom(cell.hyperparameters().get(Hyperparameter.SEED), STREAM);
  }

  /** Makes the iterations that the loop has not yet made. */
  GradientDescent.Outcome search() {
    long first = cell.firstIteration();
    long iterations = cell.endIteration();
    if (first > 0) {
      double loss = evaluate(List.of(cell.model())).get(0).meanLoss();
      lowest = loss + penalty.value(cell.model().parameters());
    }
    for (long t = first; t < iterations && goesOn(); t += TRIES_AT_A_TIME) {
      search(t, Math.min(t + TRIES_AT_A_TIME, iterations));
    }
    return new GradientDescent.Outcome(StopReason.ITERATIONS, Math.max(first, iterations));
  }

  private boolean goesOn() {
    return loop.stop().isEmpty();
  }

  private void search(long start, long end) {
    List<TrainedModel> tries = new ArrayList<>();
    for (long t = start; t < end; t++) {
      tries.add(cell.model().with(draw(t)));
    }
    List<Evaluation> evaluations = evaluate(tries);
    for (int i = 0; i < tries.size() && goesOn(); i++) {
      take(start + i, tries.get(i).parameters(), evaluations.get(i).meanLoss());
    }
  }

  private float[] draw(long t) {
    Hyperparameters own = cell.hyperparameters().with(Hyperparameter.SEED, seeds.bits(t));
    return Architecture.initialParameters(cell.model().model(), own);
  }

  private List<Evaluation> evaluate(List<TrainedModel> models) {
    List<RowRange> rows = List.of(cell.parts().train());
    return TrainedModel.evaluate(models, cell.data().train(), rows).stream()
        .map(ofRanges -> ofRanges.get(0))
        .toList();
  }

  private void take(long t, float[] parameters, double loss) {
    double penaltyValue = penalty.value(parameters);
    if (loss + penaltyValue < lowest) {
      lowest = loss + penaltyValue;
      cell.model().set(parameters);
    }
    loop.tried(t, loss, penaltyValue);
  }
}

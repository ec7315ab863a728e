package org.sparkgrad.distributed;

import java.util.List;
import org.sparkgrad.linalg.BlockSum;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.Reduction;
import org.sparkgrad.linalg.Segment;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.GroupObjective;
import org.sparkgrad.optim.LossAndGradient;

/**
 * The mean loss and gradient of each model over a batch. Sums that still wait are added up for one
 * model at a time, when it is asked for, so that threads can share the work.
 */
final class BatchMeans implements GroupObjective.Results {
  /** Entries added up at a time, so that they stay in a core's nearest cache. */
  private static final int RUN = 1024;

  private final Model model;
  private final int models;
  private final LossAggregator total;
  private final List<BlockSum> sums;
  private final Reduction reduction;

  /**
   * @param total over all blocks; given up when this is closed
   * @throws IllegalStateException if it has no row
   */
  BatchMeans(Model model, int models, LossAggregator total) {
    if (total.rows() == 0) {
      throw new IllegalStateException(
          "mean gradient: expected a batch of at least one row, found 0");
    }
    this.model = model;
    this.models = models;
    this.total = total;
    sums = total.sums().waiting();
    reduction = total.sums().lastReduction();
  }

  /** The means of one model; infinite or NaN if a row's loss or gradient is. */
  @Override
  public LossAndGradient get(int index) {
    float[] gradient = new float[model.parameters()];
    float[][] runs = new float[sums.size()][RUN];
    int at = 0;
    for (Segment each : model.place(index, models)) {
      for (int from = each.start(); from < each.end(); from += RUN) {
        int length = Math.min(RUN, each.end() - from);
        mean(from, length, runs, gradient, at);
        at += length;
      }
    }
    return new LossAndGradient(meanLoss(index), gradient);
  }

  private double meanLoss(int index) {
    double[] left = new double[sums.size()];
    reduction.run(
        (i, place) -> left[place] = sums.get(i).doubles()[index],
        (place, later) -> left[place] += left[later]);
    return left[0] / total.rows();
  }

  /** Writes means to {@code out[to .. to + length)}; overwrites {@code runs}. */
  private void mean(int from, int length, float[][] runs, float[] out, int to) {
    reduction.run(
        (i, place) -> System.arraycopy(sums.get(i).floats(), from, runs[place], 0, length),
        (place, later) -> GroupSums.add(runs[later], 0, runs[place], length));
    for (int i = 0; i < length; i++) {
      out[to + i] = runs[0][i] / total.rows();
    }
  }

  @Override
  public void close() {
    total.sums().release();
  }
}

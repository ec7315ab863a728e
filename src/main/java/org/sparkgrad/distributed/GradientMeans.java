package org.sparkgrad.distributed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sparkgrad.linalg.FixedPointSums;
import org.sparkgrad.linalg.PartialSums;
import org.sparkgrad.linalg.Segment;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.GroupObjective;
import org.sparkgrad.optim.LossAndGradient;

/**
 * The mean loss and gradient of each model over a batch whose parts were summed apart. The parts
 * are put together for one model at a time, when it is asked for, so that threads can share the
 * work.
 */
final class GradientMeans implements GroupObjective.Results {
  /** Entries put together at a time, so that they stay in a core's nearest cache. */
  private static final int RUN = 1024;

  private final Model model;
  private final int models;
  private final long rows;
  private final List<FixedPointSums> losses = new ArrayList<>();
  private final List<GradientSum> gradients = new ArrayList<>();

  /** See {@link BlockTree#additions}. */
  private final int[] additions;

  /**
   * @throws IllegalStateException where the parts have no row
   */
  GradientMeans(Model model, int models, List<GradientSums> parts) {
    this.model = model;
    this.models = models;
    rows = parts.stream().mapToLong(GradientSums::rows).sum();
    if (rows == 0) {
      throw new IllegalStateException(
          "mean gradient: expected a batch of at least one row, found 0");
    }
    for (GradientSums part : parts) {
      if (part.rows() > 0) {
        losses.add(part.losses());
        gradients.addAll(part.gradients());
      }
    }
    gradients.sort(Comparator.comparingInt(GradientSum::number));
    int[] numbers = GradientSums.numbers(gradients);
    additions = BlockTree.upTo(numbers[numbers.length - 1]).additions(numbers);
  }

  /** The means of one model; the loss is infinite where its sum may have left its range. */
  @Override
  public LossAndGradient get(int index) {
    double loss = FixedPointSums.total(losses, index) / rows;
    float[] gradient = new float[model.parameters()];
    float[][] sums = new float[gradients.size()][RUN];
    int at = 0;
    for (Segment each : model.place(index, models)) {
      for (int from = each.start(); from < each.end(); from += RUN) {
        int length = Math.min(RUN, each.end() - from);
        mean(from, length, sums, gradient, at);
        at += length;
      }
    }
    boolean overflowed = FixedPointSums.mayOverflow(losses, index);
    return new LossAndGradient(overflowed ? Double.POSITIVE_INFINITY : loss, gradient);
  }

  /** Writes means to {@code out[to .. to + length)}; overwrites {@code sums}. */
  private void mean(int from, int length, float[][] sums, float[] out, int to) {
    int left = 0;
    for (int i = 0; i < gradients.size(); i++) {
      System.arraycopy(gradients.get(i).values(), from, sums[left], 0, length);
      left = PartialSums.addLast(sums, left + 1, additions[i], length);
    }
    for (int i = 0; i < length; i++) {
      out[to + i] = sums[0][i] / rows;
    }
  }

  @Override
  public void close() {
    gradients.forEach(GradientSum::release);
  }
}

package org.sparkgrad.distributed;

import java.util.List;
import org.sparkgrad.linalg.FixedPointSums;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.GroupObjective;
import org.sparkgrad.optim.LossAndGradient;
import org.sparkgrad.penalty.Segment;

/**
 * The mean loss and gradient of each model over a batch whose parts were summed apart. The parts
 * are put together for one model at a time, when it is asked for, so that threads can share the
 * work.
 */
final class GradientMeans implements GroupObjective.Results {
  private final Model model;
  private final int models;
  private final long rows;
  private final List<FixedPointSums> losses;
  private final List<FixedPointSums> gradients;

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
    List<GradientSums> filled = parts.stream().filter(part -> part.rows() > 0).toList();
    losses = filled.stream().map(GradientSums::losses).toList();
    gradients = filled.stream().map(GradientSums::gradients).toList();
  }

  /** The means of one model; the loss is infinite where a sum may have left its range. */
  @Override
  public LossAndGradient get(int index) {
    double loss = FixedPointSums.total(losses, index) / rows;
    float[] gradient = new float[model.parameters()];
    int at = 0;
    for (Segment each : model.place(index, models)) {
      FixedPointSums.divideTotal(gradients, rows, each.start(), each.size(), gradient, at);
      at += each.size();
    }
    boolean overflowed =
        FixedPointSums.mayOverflow(losses, index) || FixedPointSums.mayOverflow(gradients, index);
    return new LossAndGradient(overflowed ? Double.POSITIVE_INFINITY : loss, gradient);
  }

  @Override
  public void close() {
    gradients.forEach(FixedPointSums::release);
  }
}

package org.sparkgrad.distributed;

import java.io.Serializable;
import org.sparkgrad.linalg.FixedPointSums;
import org.sparkgrad.model.Model;

/**
 * The sums of losses and gradients over rows of a batch, for several models at once, in fixed
 * point: they have the same bits in whatever order and grouping they were made.
 *
 * <p>The arrays are made when the first rows come, so that Spark ships no arrays of zeros to the
 * partitions, and a partition without a row of the batch sends none back.
 */
final class GradientSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int models;
  private final int parameters;
  private long rows;
  private FixedPointSums losses;
  private FixedPointSums gradients;

  /** No rows yet. */
  GradientSums(Model model, int models) {
    this.models = models;
    parameters = model.parameters();
  }

  /** Counts rows in whose losses and gradients are to be added. */
  void addRows(int added) {
    rows += added;
    if (gradients == null) {
      losses = new FixedPointSums(models, models);
      gradients = new FixedPointSums(Math.multiplyExact(models, parameters), models);
    }
  }

  long rows() {
    return rows;
  }

  /** One sum a model. */
  FixedPointSums losses() {
    return losses;
  }

  /** Laid out as the parameters of the models are; see {@link Model#place}. */
  FixedPointSums gradients() {
    return gradients;
  }

  /** Adds another sum, which may be used no longer. */
  GradientSums merge(GradientSums other) {
    if (other.rows == 0) {
      return this;
    }
    if (rows == 0) {
      return other;
    }
    rows += other.rows;
    losses.add(other.losses);
    gradients.add(other.gradients);
    return this;
  }
}

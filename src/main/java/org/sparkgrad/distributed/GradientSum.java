package org.sparkgrad.distributed;

import java.io.Serializable;
import java.util.List;
import org.sparkgrad.linalg.FixedPoint;
import org.sparkgrad.optim.LossAndGradient;
import org.sparkgrad.penalty.Segment;

/**
 * The sum of losses and gradients over the rows of a batch, in fixed point: adding and merging are
 * integer additions, so the sum has the same bits in whatever order and grouping it was made.
 *
 * <p>The array is made when the first gradient comes, so that Spark ships no array of zeros to each
 * partition, and a partition without a row of the batch sends none back.
 */
final class GradientSum implements Serializable {
  private static final long serialVersionUID = 1L;

  private long rows;
  private long loss;
  private long[] gradient;
  private long magnitude;

  /** Adds the summed loss and gradient of some rows. */
  GradientSum add(long addedRows, double addedLoss, float[] addedGradient) {
    return add(addedRows, addedLoss, addedGradient, List.of(new Segment(0, addedGradient.length)));
  }

  /** Adds a gradient that stands in segments of {@code values}. */
  GradientSum add(long addedRows, double addedLoss, float[] values, List<Segment> segments) {
    if (gradient == null) {
      gradient = new long[segments.stream().mapToInt(Segment::size).sum()];
    }
    rows += addedRows;
    loss += FixedPoint.round(addedLoss);
    long added = FixedPoint.magnitude(addedLoss);
    int at = 0;
    for (Segment each : segments) {
      added = Math.max(added, FixedPoint.add(values, each.start(), gradient, at, each.size()));
      at += each.size();
    }
    magnitude = FixedPoint.addMagnitudes(magnitude, added);
    return this;
  }

  /** Adds another sum, which may be used no longer. */
  GradientSum merge(GradientSum other) {
    if (other.gradient == null) {
      return this;
    }
    if (gradient == null) {
      return other;
    }
    rows += other.rows;
    loss += other.loss;
    magnitude = FixedPoint.addMagnitudes(magnitude, other.magnitude);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += other.gradient[i];
    }
    return this;
  }

  /** The means over all rows; the loss is infinite where a sum may have left its range. */
  LossAndGradient mean() {
    if (rows == 0) {
      throw new IllegalStateException(
          "mean gradient: expected a batch of at least one row, found 0");
    }
    double[] means = new double[gradient.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = FixedPoint.toDouble(gradient[i]) / rows;
    }
    boolean overflowed = magnitude >= FixedPoint.LIMIT;
    return new LossAndGradient(
        overflowed ? Double.POSITIVE_INFINITY : FixedPoint.toDouble(loss) / rows, means);
  }

  long rows() {
    return rows;
  }
}

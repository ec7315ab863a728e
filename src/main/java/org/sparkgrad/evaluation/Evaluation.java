package org.sparkgrad.evaluation;

import java.io.Serializable;
import org.sparkgrad.linalg.FixedPoint;

/**
 * What a model does on some rows: the confusion matrix and the mean loss. Built by adding and
 * merging exact counts and fixed-point sums, so that it does not depend on the partitioning.
 */
public final class Evaluation implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ConfusionMatrix confusion;
  private long loss;
  private long magnitude;

  Evaluation(int classes) {
    confusion = new ConfusionMatrix(classes);
  }

  void addLoss(double sum) {
    loss += FixedPoint.round(sum);
    magnitude = FixedPoint.addMagnitudes(magnitude, FixedPoint.magnitude(sum));
  }

  void merge(Evaluation other) {
    confusion.merge(other.confusion);
    loss += other.loss;
    magnitude = FixedPoint.addMagnitudes(magnitude, other.magnitude);
  }

  public ConfusionMatrix confusion() {
    return confusion;
  }

  public double accuracy() {
    return confusion.accuracy();
  }

  /** The mean loss of a row; infinite where the sum may have left its range. */
  public double meanLoss() {
    return magnitude >= FixedPoint.LIMIT
        ? Double.POSITIVE_INFINITY
        : FixedPoint.toDouble(loss) / confusion.rows();
  }
}

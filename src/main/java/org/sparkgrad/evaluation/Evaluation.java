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

  /** How many rows had their label at each rank of their scores. */
  private final long[] labelRanks;

  private long loss;
  private long magnitude;

  Evaluation(int classes) {
    confusion = new ConfusionMatrix(classes);
    labelRanks = new long[classes];
  }

  /** Adds a row whose scores, one per class, start at {@code from}. */
  void add(int label, float[] scores, int from) {
    int classes = labelRanks.length;
    confusion.add(label, Evaluator.prediction(scores, from, classes));
    labelRanks[Evaluator.rank(label, scores, from, classes)]++;
  }

  void addLoss(double sum) {
    loss += FixedPoint.round(sum);
    magnitude = FixedPoint.addMagnitudes(magnitude, FixedPoint.magnitude(sum));
  }

  void merge(Evaluation other) {
    confusion.merge(other.confusion);
    for (int i = 0; i < labelRanks.length; i++) {
      labelRanks[i] += other.labelRanks[i];
    }
    loss += other.loss;
    magnitude = FixedPoint.addMagnitudes(magnitude, other.magnitude);
  }

  public ConfusionMatrix confusion() {
    return confusion;
  }

  public double accuracy() {
    return confusion.accuracy();
  }

  /**
   * The share of rows whose label is among the {@code k} classes with the highest scores, of equal
   * scores those of the lower numbers.
   */
  public double topAccuracy(int k) {
    long correct = 0;
    for (int rank = 0; rank < Math.min(k, labelRanks.length); rank++) {
      correct += labelRanks[rank];
    }
    return (double) correct / confusion.rows();
  }

  /** The mean loss of a row; infinite where the sum may have left its range. */
  public double meanLoss() {
    return magnitude >= FixedPoint.LIMIT
        ? Double.POSITIVE_INFINITY
        : FixedPoint.toDouble(loss) / confusion.rows();
  }
}

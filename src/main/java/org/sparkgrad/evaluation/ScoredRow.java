package org.sparkgrad.evaluation;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.sparkgrad.loss.SoftmaxCrossEntropy;

/**
 * A row of a data set and its scores.
 *
 * <p>A plain class rather than a record, which Spark's Kryo serializer cannot read back.
 */
public final class ScoredRow implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int row;
  private final int label;
  private final float[] scores;

  /**
   * @param row its number in the data set
   * @param scores one per class
   */
  public ScoredRow(int row, int label, float[] scores) {
    this.row = row;
    this.label = label;
    this.scores = scores;
  }

  public int row() {
    return row;
  }

  public int label() {
    return label;
  }

  /** One per class; not to be changed. */
  public float[] scores() {
    return scores;
  }

  /** The class with the highest score; the first of equals. */
  public int prediction() {
    return Evaluator.prediction(scores, 0, scores.length);
  }

  /** At most so many classes by descending score; of equals the lower number first. */
  List<Integer> top(int most) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer label) -> -scores[label]))
        .limit(most)
        .toList();
  }

  /** The scores as doubles. */
  double[] wideScores() {
    double[] wide = new double[scores.length];
    for (int j = 0; j < wide.length; j++) {
      wide[j] = scores[j];
    }
    return wide;
  }

  /**
   * The softmax of the scores, one value per class. They are the probabilities of a softmax model;
   * of a hinge they are uncalibrated, as its scores are margins.
   */
  public double[] softmax() {
    return new SoftmaxCrossEntropy().probabilities(wideScores()).orElseThrow();
  }
}

package org.sparkgrad.evaluation;

import java.io.Serializable;
import org.sparkgrad.linalg.BlockSum;
import org.sparkgrad.linalg.TreeSum;

/**
 * Result of a model on some rows: the confusion matrix and the mean loss. Counts are exact, losses
 * are added along a {@link TreeSum} of the blocks, so it does not depend on the partitioning.
 */
public final class Evaluation implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ConfusionMatrix confusion;

  /** How many rows had their label at each rank of their scores. */
  private final long[] labelRanks;

  private final TreeSum losses = new TreeSum();

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

  /** Adds the losses of the next rows of a block. */
  void addLoss(int block, double sum) {
    losses.put(new BlockSum(block, new float[0], new double[] {sum}));
  }

  /** Takes in a block, all losses of which have been added. */
  void addBlock(int block) {
    losses.addBlock(block);
  }

  void merge(Evaluation other) {
    confusion.merge(other.confusion);
    for (int i = 0; i < labelRanks.length; i++) {
      labelRanks[i] += other.labelRanks[i];
    }
    losses.gather(other.losses);
    losses.reduce();
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

  /** The mean loss per row, infinite or NaN if that of a row is; NaN if there are no rows. */
  public double meanLoss() {
    BlockSum total = losses.total();
    return total == null ? Double.NaN : total.doubles()[0] / confusion.rows();
  }
}

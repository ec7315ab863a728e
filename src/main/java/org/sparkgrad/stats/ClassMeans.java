package org.sparkgrad.stats;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.linalg.BlockSum;
import org.sparkgrad.linalg.TreeSum;

/**
 * The mean of each feature over the rows of each class. The sums of a block are made in doubles in
 * the order of its rows, blocks are added along a {@link TreeSum}: the same bits whatever the
 * partitioning.
 */
public final class ClassMeans implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FeatureScaling scaling;
  private final TreeSum sums = new TreeSum();
  private final long[] rows;

  ClassMeans(FeatureScaling scaling, int classes) {
    this.scaling = scaling;
    rows = new long[classes];
  }

  /**
   * One job over the blocks.
   *
   * @param classes how many there are
   */
  public static ClassMeans of(
      JavaRDD<Block> blocks, RowRange range, FeatureScaling scaling, int classes) {
    return blocks.aggregate(
        new ClassMeans(scaling, classes), (sum, block) -> sum.add(block, range), ClassMeans::merge);
  }

  /** Adds the rows of {@code block} that lie in {@code range}. */
  ClassMeans add(Block block, RowRange range) {
    RowRange here = range.intersect(block.rows());
    if (here.size() > 0) {
      sums.put(new BlockSum(block.number(), new float[0], sum(block, here)));
    }
    sums.addBlock(block.number());
    sums.reduce();
    return this;
  }

  /** The features of each class, class after class. */
  private double[] sum(Block block, RowRange here) {
    float[] features = new float[scaling.features()];
    double[] sum = new double[rows.length * features.length];
    for (int row = here.start(); row < here.end(); row++) {
      block.features(row, scaling, features, 0);
      int label = block.label(row);
      for (int k = 0; k < features.length; k++) {
        sum[label * features.length + k] += features[k];
      }
      rows[label]++;
    }
    return sum;
  }

  ClassMeans merge(ClassMeans other) {
    sums.gather(other.sums);
    sums.reduce();
    for (int label = 0; label < rows.length; label++) {
      rows[label] += other.rows[label];
    }
    return this;
  }

  /** How many rows class {@code label} has. */
  public long rows(int label) {
    return rows[label];
  }

  /** The mean features of class {@code label}; NaN if it has no rows. */
  public double[] mean(int label) {
    double[] mean = new double[scaling.features()];
    BlockSum total = sums.total();
    for (int k = 0; k < mean.length; k++) {
      mean[k] = total == null ? Double.NaN : total.doubles()[label * mean.length + k] / rows[label];
    }
    return mean;
  }
}

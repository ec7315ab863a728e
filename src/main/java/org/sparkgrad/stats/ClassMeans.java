package org.sparkgrad.stats;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.Cifar10Layout;
import org.sparkgrad.linalg.FixedPoint;

/**
 * The mean of each feature over the rows of each class. Every value is rounded to fixed point
 * before it is added, so the sums are exact and the same however the rows are spread.
 */
public final class ClassMeans implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FeatureScaling scaling;
  private final long[] sums;
  private final long[] rows = new long[Cifar10Layout.CLASSES];
  private long magnitude;

  ClassMeans(FeatureScaling scaling) {
    this.scaling = scaling;
    sums = new long[Cifar10Layout.CLASSES * scaling.features()];
  }

  /** One job over the blocks. */
  public static ClassMeans of(JavaRDD<Block> blocks, RowRange range, FeatureScaling scaling) {
    return blocks.aggregate(
        new ClassMeans(scaling), (sum, block) -> sum.add(block, range), ClassMeans::merge);
  }

  /** Adds the rows of {@code block} that lie in {@code range}. */
  ClassMeans add(Block block, RowRange range) {
    RowRange here = range.intersect(block.rows());
    float[] features = new float[scaling.features()];
    for (int row = here.start(); row < here.end(); row++) {
      block.features(row, scaling, features, 0);
      int label = block.label(row);
      long added = FixedPoint.add(features, 0, sums, label * features.length, features.length);
      magnitude = FixedPoint.addMagnitudes(magnitude, added);
      rows[label]++;
    }
    return this;
  }

  ClassMeans merge(ClassMeans other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
    for (int label = 0; label < rows.length; label++) {
      rows[label] += other.rows[label];
    }
    magnitude = FixedPoint.addMagnitudes(magnitude, other.magnitude);
    return this;
  }

  /** How many rows class {@code label} has. */
  public long rows(int label) {
    return rows[label];
  }

  /**
   * The mean features of class {@code label}; not numbers where it has no rows.
   *
   * @throws ArithmeticException where the sums may have left the range of fixed point
   */
  public double[] mean(int label) {
    if (magnitude >= FixedPoint.LIMIT) {
      throw new ArithmeticException(
          "class means: expected sums of features below 2^30, found larger ones");
    }
    double[] mean = new double[scaling.features()];
    for (int k = 0; k < mean.length; k++) {
      mean[k] = FixedPoint.toDouble(sums[label * mean.length + k]) / rows[label];
    }
    return mean;
  }
}

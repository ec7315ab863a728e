package org.sparkgrad.stats;

import java.io.Serializable;
import java.util.Arrays;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;

/** Means, and sums of squared distances to them, of the features of a block's rows. */
final class BlockMoments implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int firstRow;
  private final int rows;
  private final double[] means;
  private final double[] squares;

  private BlockMoments(int firstRow, int rows, int size) {
    this.firstRow = firstRow;
    this.rows = rows;
    means = new double[size];
    squares = new double[size];
  }

  /** Of the rows of {@code block} that lie in {@code range}. */
  static BlockMoments of(Block block, RowRange range, int size) {
    RowRange here = range.intersect(block.rows());
    BlockMoments moments = new BlockMoments(block.firstRow(), here.size(), size);
    if (here.size() > 0) {
      moments.compute(block, here);
    }
    return moments;
  }

  private void compute(Block block, RowRange here) {
    float[] ones = new float[means.length];
    Arrays.fill(ones, 1);
    FeatureScaling asItIs = new FeatureScaling(ones, new float[ones.length]);
    float[] values = new float[means.length];
    for (int row = here.start(); row < here.end(); row++) {
      block.features(row, asItIs, values, 0);
      for (int k = 0; k < values.length; k++) {
        means[k] += values[k];
      }
    }
    for (int k = 0; k < means.length; k++) {
      means[k] /= rows;
    }
    for (int row = here.start(); row < here.end(); row++) {
      block.features(row, asItIs, values, 0);
      for (int k = 0; k < values.length; k++) {
        double distance = values[k] - means[k];
        squares[k] += distance * distance;
      }
    }
  }

  int firstRow() {
    return firstRow;
  }

  int rows() {
    return rows;
  }

  double mean(int k) {
    return means[k];
  }

  double squares(int k) {
    return squares[k];
  }
}

package org.sparkgrad.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;

/**
 * Mean and standard deviation of every feature over a range of rows. Each block's are made in two
 * passes over its rows, in their order; the driver merges the blocks in their order. So the bits
 * are the same however blocks are spread over partitions.
 */
public final class FeatureStatistics implements ColumnStatistics {
  private final double[] means;
  private final double[] squares;
  private long rows;

  private FeatureStatistics(int size) {
    means = new double[size];
    squares = new double[size];
  }

  /**
   * One job over the blocks.
   *
   * @param size features of a row
   */
  public static FeatureStatistics of(JavaRDD<Block> blocks, RowRange range, int size) {
    List<BlockMoments> moments =
        new ArrayList<>(blocks.map(block -> BlockMoments.of(block, range, size)).collect());
    moments.sort(Comparator.comparingInt(BlockMoments::firstRow));
    FeatureStatistics statistics = new FeatureStatistics(size);
    moments.forEach(statistics::add);
    return statistics;
  }

  /**
   * Merges means and sums of squared distances to them. Source: Chan, Golub and LeVeque,
   * <i>Updating Formulae and a Pairwise Algorithm for Computing Sample Variances</i>, 1979.
   */
  private void add(BlockMoments block) {
    if (block.rows() == 0) {
      return;
    }
    long sum = rows + block.rows();
    for (int k = 0; k < means.length; k++) {
      double distance = block.mean(k) - means[k];
      means[k] += distance * block.rows() / sum;
      squares[k] += block.squares(k) + distance * distance * rows * block.rows() / sum;
    }
    rows = sum;
  }

  @Override
  public double mean(int k) {
    return means[k];
  }

  @Override
  public double standardDeviation(int k) {
    return Math.sqrt(squares[k] / rows);
  }
}

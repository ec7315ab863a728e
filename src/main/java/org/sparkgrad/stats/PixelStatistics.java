package org.sparkgrad.stats;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;

/**
 * Mean and standard deviation of every pixel over a range of rows. The sums are integer sums, so
 * they are exact and the same however the rows are spread over partitions.
 */
public final class PixelStatistics implements ColumnStatistics, Serializable {
  private static final long serialVersionUID = 1L;

  private final int size;
  private final long[] sums;
  private final long[] squares;
  private long rows;

  /**
   * @param size bytes of an image
   */
  public PixelStatistics(int size) {
    this.size = size;
    sums = new long[size];
    squares = new long[size];
  }

  /**
   * One job over the blocks.
   *
   * @param size bytes of an image
   */
  public static PixelStatistics of(JavaRDD<Block> blocks, RowRange range, int size) {
    return blocks.aggregate(
        new PixelStatistics(size), (sum, block) -> sum.add(block, range), PixelStatistics::merge);
  }

  /** Adds the rows of {@code block} that lie in {@code range}. */
  public PixelStatistics add(Block block, RowRange range) {
    if (block.image().bytes() != size) {
      throw new IllegalArgumentException(
          "pixel statistics: expected images of %d bytes, found images of %s"
              .formatted(size, block.image()));
    }
    RowRange here = range.intersect(block.rows());
    byte[] pixels = block.pixels();
    for (int row = here.start(); row < here.end(); row++) {
      int from = block.pixelStart(row);
      for (int k = 0; k < size; k++) {
        int pixel = pixels[from + k] & 0xFF;
        sums[k] += pixel;
        squares[k] += (long) pixel * pixel;
      }
    }
    rows += here.size();
    return this;
  }

  PixelStatistics merge(PixelStatistics other) {
    for (int k = 0; k < size; k++) {
      sums[k] += other.sums[k];
      squares[k] += other.squares[k];
    }
    rows += other.rows;
    return this;
  }

  public long rows() {
    return rows;
  }

  /** The mean of pixel {@code k}, counting 0 to 255. */
  @Override
  public double mean(int k) {
    return (double) sums[k] / rows;
  }

  @Override
  public double standardDeviation(int k) {
    double mean = mean(k);
    return Math.sqrt(Math.max((double) squares[k] / rows - mean * mean, 0));
  }
}

package org.sparkgrad.data;

import java.io.Serializable;

/**
 * How rows are cut into blocks: {@code count} of them, block b from row {@code b * rows / count}
 * on.
 *
 * @param rows of the data set
 * @param count from 1 to the number of rows; 0 if there are none
 */
public record RowBlocks(int rows, int count) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What the widest rows of features leave room for within an array. */
  private static final int MOST_ROWS = 50_000;

  /**
   * Of rows as they are read: a block is what a task holds, sends and computes again at least, and
   * what goes to disk as a whole where memory is short.
   */
  private static final long MOST_BYTES = 32L << 20;

  /** As many tasks can be busy at a time. A step sums its gradient once for each block. */
  public static final int USUAL_COUNT = 16;

  /** With fewer rows a block is not worth a task. */
  private static final int FEWEST_ROWS = 250;

  public RowBlocks {
    if (rows < 0 || count > rows || count < fewest(rows)) {
      throw new IllegalArgumentException(
          "blocks of %d rows: expected from %d to %d, found %d"
              .formatted(rows, fewest(rows), rows, count));
    }
  }

  /**
   * The number of blocks that fits a data set. It follows from the rows and their size alone, never
   * from the cluster, as results depend on where blocks are cut.
   */
  public static RowBlocks fitting(int rows, long bytesPerRow) {
    return fitting(rows, bytesPerRow, USUAL_COUNT);
  }

  /**
   * The same for rows that cost much.
   *
   * @param count of blocks that are wanted if there are rows enough for them
   */
  public static RowBlocks fitting(int rows, long bytesPerRow, int count) {
    long ofBytes = ceilDivide(rows * bytesPerRow, MOST_BYTES);
    long wanted = Math.max(Math.min(count, rows / FEWEST_ROWS), Math.max(ofBytes, 1));
    return new RowBlocks(rows, (int) Math.min(rows, Math.max(wanted, fewest(rows))));
  }

  /** The fewest blocks that so many rows can be cut into. */
  public static int fewest(int rows) {
    return (int) ceilDivide(rows, MOST_ROWS);
  }

  /** The same of rows of so many bytes, of which a block is one array. */
  public static int fewest(int rows, long bytesPerRow) {
    long inArray = Integer.MAX_VALUE / bytesPerRow;
    if (inArray == 0) {
      throw new IllegalArgumentException(
          "blocks of rows: expected at most %d bytes per row, found %d"
              .formatted(Integer.MAX_VALUE, bytesPerRow));
    }
    return (int) Math.max(fewest(rows), ceilDivide(rows, inArray));
  }

  private static long ceilDivide(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** The rows of a block. */
  public RowRange range(int number) {
    return new RowRange(start(number), start(number + 1));
  }

  private int start(int number) {
    return (int) ((long) number * rows / count);
  }

  /** The block that holds a row. */
  public int numberOf(int row) {
    return (int) (((row + 1L) * count - 1) / rows);
  }
}

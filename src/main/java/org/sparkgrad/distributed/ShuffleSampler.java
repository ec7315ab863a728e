package org.sparkgrad.distributed;

/**
 * Sampling without replacement: each epoch goes through rows 0 to {@code rowCount - 1} in an order
 * of its own.
 */
public record ShuffleSampler(long seed, int rowCount, int batchSize) implements EpochSampler {
  @Override
  public long epochRows() {
    return rowCount;
  }

  @Override
  public int[] drawn(long epoch, long from, long to) {
    RandomPermutation order = new RandomPermutation(seed, epoch, rowCount);
    int[] rows = new int[(int) (to - from)];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = order.at((int) from + i);
    }
    return rows;
  }
}

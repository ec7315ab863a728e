package org.sparkgrad.distributed;

import java.util.Arrays;

/**
 * Sampling without replacement: each epoch goes through rows 0 to {@code rowCount - 1} in an order
 * of its own. Batches follow each other through the epochs without a gap, so every batch has its
 * full size; one that reaches over the end of an epoch takes the rest from the next.
 */
public record ShuffleSampler(long seed, int rowCount, int batchSize) implements BatchSampler {
  @Override
  public int[] rows(long iteration) {
    int[] rows = new int[batchSize];
    long position = iteration * batchSize;
    long epoch = -1;
    RandomPermutation order = null;
    for (int i = 0; i < batchSize; i++, position++) {
      if (order == null || position / rowCount != epoch) {
        epoch = position / rowCount;
        order = new RandomPermutation(seed, epoch, rowCount);
      }
      rows[i] = order.at((int) (position % rowCount));
    }
    Arrays.sort(rows);
    return rows;
  }
}

package org.sparkgrad.distributed;

import java.util.Arrays;

/**
 * Sampling without replacement: each epoch goes through all rows in an order of its own. Batches
 * follow each other through the epochs without a gap, so every batch has its full size; one that
 * reaches over the end of an epoch takes the rest from the next.
 */
interface EpochSampler extends BatchSampler {
  int batchSize();

  /** Rows of an epoch. */
  long epochRows();

  /** The rows at places {@code from} up to, not including, {@code to} of an epoch's order. */
  int[] drawn(long epoch, long from, long to);

  @Override
  default int[] rows(long iteration) {
    int[] rows = new int[batchSize()];
    long start = iteration * rows.length;
    int count = 0;
    while (count < rows.length) {
      long epoch = (start + count) / epochRows();
      long from = (start + count) % epochRows();
      long to = Math.min(epochRows(), from + rows.length - count);
      int[] drawn = drawn(epoch, from, to);
      System.arraycopy(drawn, 0, rows, count, drawn.length);
      count += drawn.length;
    }
    Arrays.sort(rows);
    return rows;
  }

  @Override
  default BatchEpochs epochs(long iteration) {
    long start = iteration * batchSize();
    long epoch = start / epochRows();
    long beyond = start + batchSize() - (epoch + 1) * epochRows();
    if (beyond <= 0) {
      return BatchEpochs.of(epoch);
    }
    int[] next = drawn(epoch + 1, 0, Math.min(beyond, epochRows()));
    Arrays.sort(next);
    return new BatchEpochs(epoch, next);
  }
}

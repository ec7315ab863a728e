package org.sparkgrad.distributed;

/**
 * Which epoch the rows of a batch are drawn in.
 *
 * @param first the epoch that the batch begins in, counted from 0
 * @param next those of its rows that are drawn in the one after it, ascending; none if the batch
 *     does not reach over an epoch's end
 */
public record BatchEpochs(long first, int[] next) {
  /** All rows in one epoch. */
  static BatchEpochs of(long epoch) {
    return new BatchEpochs(epoch, new int[0]);
  }
}

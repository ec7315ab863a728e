package org.sparkgrad.distributed;

import java.io.Serializable;
import java.util.Arrays;
import org.sparkgrad.data.Block;

/** The rows of one batch, as numbers of the data set in ascending order; repeated rows repeat. */
final class Batch implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long iteration;
  private final int[] rows;
  private final long epoch;
  private final int[] ofNextEpoch;

  Batch(BatchSampler sampler, long iteration) {
    this.iteration = iteration;
    rows = sampler.rows(iteration);
    BatchEpochs epochs = sampler.epochs(iteration);
    epoch = epochs.first();
    ofNextEpoch = epochs.next();
  }

  long iteration() {
    return iteration;
  }

  /** The epoch in which a row is drawn; of one that is drawn in two, the later. */
  long epoch(int row) {
    return Arrays.binarySearch(ofNextEpoch, row) < 0 ? epoch : epoch + 1;
  }

  /** How many rows there are in all. */
  int size() {
    return rows.length;
  }

  /** The rows that a block holds. */
  int[] in(Block block) {
    return Arrays.copyOfRange(
        rows, firstAtOrAfter(block.firstRow()), firstAtOrAfter(block.endRow()));
  }

  /** How many of the rows are in earlier blocks. */
  int before(Block block) {
    return firstAtOrAfter(block.firstRow());
  }

  /** The place of the first row that is not below {@code row}. */
  private int firstAtOrAfter(int row) {
    int place = Arrays.binarySearch(rows, row);
    if (place < 0) {
      return -place - 1;
    }
    while (place > 0 && rows[place - 1] == row) {
      place--;
    }
    return place;
  }
}

package org.sparkgrad.distributed;

import java.util.Arrays;
import org.sparkgrad.linalg.CounterRandom;

/**
 * Uniform sampling with replacement from rows 0 to {@code rowCount - 1}, as {@code
 * np.random.choice} does.
 */
public record ReplacementSampler(long seed, int rowCount, int batchSize) implements BatchSampler {
  private static final long STREAM = 0x5265706C616365L;

  @Override
  public int[] rows(long iteration) {
    CounterRandom random = new CounterRandom(seed, STREAM);
    int[] rows = new int[batchSize];
    for (int i = 0; i < batchSize; i++) {
      rows[i] = random.below(rowCount, iteration * batchSize + i);
    }
    Arrays.sort(rows);
    return rows;
  }

  /** Epochs are counted by how many rows have been drawn. */
  @Override
  public BatchEpochs epochs(long iteration) {
    return BatchEpochs.of(iteration * batchSize / rowCount);
  }
}

package org.sparkgrad.config;

import org.sparkgrad.choice.Choice;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.distributed.ReplacementSampler;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.distributed.StratifiedSampler;

/** The ways in which the rows of a batch can be drawn. */
public enum SamplingKind implements Choice {
  SHUFFLE,
  REPLACEMENT,
  STRATIFIED;

  /**
   * The sampler of this kind, of batches of the first {@code rows} rows.
   *
   * @param cut how all rows of the training files are cut into blocks
   */
  public BatchSampler of(Hyperparameters hyperparameters, int rows, RowBlocks cut) {
    long seed = hyperparameters.get(Hyperparameter.SEED);
    int batchSize = hyperparameters.get(Hyperparameter.BATCH_SIZE);
    return switch (this) {
      case SHUFFLE -> new ShuffleSampler(seed, rows, batchSize);
      case REPLACEMENT -> new ReplacementSampler(seed, rows, batchSize);
      case STRATIFIED -> StratifiedSampler.of(seed, cut, rows, batchSize);
    };
  }
}

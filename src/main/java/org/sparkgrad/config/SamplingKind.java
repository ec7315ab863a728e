package org.sparkgrad.config;

import org.sparkgrad.choice.Choice;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.distributed.ReplacementSampler;
import org.sparkgrad.distributed.ShuffleSampler;

/** The ways in which the rows of a batch can be drawn. */
public enum SamplingKind implements Choice {
  SHUFFLE,
  REPLACEMENT;

  /** The sampler of this kind, of batches of the first {@code rows} rows. */
  public BatchSampler of(Hyperparameters hyperparameters, int rows) {
    long seed = hyperparameters.get(Hyperparameter.SEED);
    int batchSize = hyperparameters.get(Hyperparameter.BATCH_SIZE);
    return switch (this) {
      case SHUFFLE -> new ShuffleSampler(seed, rows, batchSize);
      case REPLACEMENT -> new ReplacementSampler(seed, rows, batchSize);
    };
  }
}

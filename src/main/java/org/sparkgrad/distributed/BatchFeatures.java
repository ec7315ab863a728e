package org.sparkgrad.distributed;

import java.io.Serializable;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.image.Variation;

/**
 * How the rows of training batches become features: varied by augmentation, then scaled. Immutable.
 */
public final class BatchFeatures implements Serializable {
  private static final long serialVersionUID = 1L;

  private final FeatureScaling scaling;
  private final Augmentation augmentation;

  public BatchFeatures(FeatureScaling scaling, Augmentation augmentation) {
    this.scaling = scaling;
    this.augmentation = augmentation;
  }

  /** Without augmentation. */
  public static BatchFeatures of(FeatureScaling scaling) {
    return new BatchFeatures(scaling, Augmentation.NONE);
  }

  /** How many features a row has. */
  public int count() {
    return scaling.features();
  }

  Reader reader(Batch batch) {
    return new Reader(batch);
  }

  /** Reads rows of one batch. Not for two threads. */
  final class Reader {
    private final Variation variation;

    private Reader(Batch batch) {
      variation = augmentation.at(batch.iteration(), batch::epoch);
    }

    /** Writes the features of {@code row}, a row number of the data set, to {@code out[to ..)}. */
    void read(Block block, int row, float[] out, int to) {
      if (augmentation.isNone()) {
        block.features(row, scaling, out, to);
      } else {
        block.features(row, variation, scaling, out, to);
      }
    }
  }
}

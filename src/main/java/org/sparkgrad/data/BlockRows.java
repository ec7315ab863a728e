package org.sparkgrad.data;

import java.io.Serializable;
import org.sparkgrad.image.Variation;

/** What the rows of a block are kept as. Rows are counted from the block's first one. */
public interface BlockRows extends Serializable {
  /** Writes the features of a row to {@code out[to ..)}. */
  void features(int index, FeatureScaling scaling, float[] out, int to);

  /**
   * Writes the features of a row whose image is varied.
   *
   * @param row its number in the data set
   */
  void features(
      int index, int row, Variation variation, FeatureScaling scaling, float[] out, int to);

  /** Rows of projected features, where these are extracted ones. */
  BlockRows projected(FittedProjection fitted);

  /** The packed pixels of all rows, where these are images; not to be changed. */
  byte[] pixels();
}

package org.sparkgrad.data;

import java.io.Serializable;
import org.sparkgrad.image.Variation;

/** Contents of a block's rows, which are counted from the first row of the block. */
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

  /** The rows projected, if they are extracted features. */
  BlockRows projected(FittedProjection fitted);

  /** The packed pixels of all rows, if they are images. Callers do not change them. */
  byte[] pixels();
}

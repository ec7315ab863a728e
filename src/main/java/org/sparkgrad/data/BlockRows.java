package org.sparkgrad.data;

import java.io.Serializable;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.Variation;
import org.sparkgrad.image.View;

/** Contents of a block's rows, which are counted from the first row of the block. */
public interface BlockRows extends Serializable {
  /** Values per row: the bytes of an image, or numbers. */
  int size();

  /** Writes the values of a row to {@code out[to ..)}; those of an image count 0 to 255. */
  void values(int index, float[] out, int to);

  /** Writes the features of a row to {@code out[to ..)}. */
  void features(int index, FeatureScaling scaling, float[] out, int to);

  /**
   * Writes the features of a row whose image is varied.
   *
   * @param row its number in the data set
   */
  void features(
      int index, int row, Variation variation, FeatureScaling scaling, float[] out, int to);

  /** Some of the rows, in the given order. */
  BlockRows select(int[] indices);

  /** The rows from {@code start} up to, not including, {@code end}. */
  BlockRows part(int start, int end);

  /** The same rows as seen in a view, if they are images. */
  BlockRows seen(View view, int start, int end);

  /** The rows projected, if they are extracted features. */
  BlockRows projected(FittedProjection fitted);

  /** Whether the rows are images. */
  boolean areImages();

  /** The shape of the rows, if they are images. */
  ImageShape image();

  /** The packed pixels of all rows, if they are images. Callers do not change them. */
  byte[] pixels();
}

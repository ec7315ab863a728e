package org.sparkgrad.ml;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;

/** How the rows of a DataFrame are read, ordered and cut into blocks, as params. */
public interface DataParams extends OwnParams {
  /** The params. */
  default DataParamSet dataParams() {
    return own().data();
  }

  /**
   * The column that rows are ordered by: whole numbers or texts, all different. Without it they are
   * ordered by a digest of their contents, which costs a SHA-256 of each row.
   */
  default Param<String> idCol() {
    return dataParams().idCol();
  }

  /** The value of {@link #idCol}; empty for none. */
  default String getIdCol() {
    return getOrDefault(idCol());
  }

  /**
   * Channels, height and width of vectors, arrays or binaries that are the pixels of images, such
   * as {@code 3x32x32}: whole numbers from 0 to 255, channel by channel, row by row.
   */
  default Param<String> imageShape() {
    return dataParams().imageShape();
  }

  /** The value of {@link #imageShape}; empty if rows are vectors or have a shape of their own. */
  default String getImageShape() {
    return getOrDefault(imageShape());
  }

  /**
   * How many blocks rows are cut into. The bits of what is trained depend on it; if it is not set,
   * it follows from the rows and what they cost.
   */
  default IntParam blocks() {
    return dataParams().blocks();
  }

  /** The value of {@link #blocks}. */
  default int getBlocks() {
    return (int) getOrDefault(blocks());
  }
}

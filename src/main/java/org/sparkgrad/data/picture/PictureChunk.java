package org.sparkgrad.data.picture;

import java.io.Serializable;
import org.sparkgrad.data.Block;

/**
 * A few pictures that were read together: a block of their images, black where there is none, and
 * why there is none.
 *
 * <p>A plain class rather than a record, which Spark's Kryo serializer cannot read back.
 */
public final class PictureChunk implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Block images;
  private final String[] paths;
  private final String[] errors;

  /**
   * @param images a row for each picture, without labels that mean anything
   * @param errors null for a picture that was read
   */
  PictureChunk(Block images, String[] paths, String[] errors) {
    this.images = images;
    this.paths = paths;
    this.errors = errors;
  }

  public Block images() {
    return images;
  }

  public String path(int row) {
    return paths[row - images.firstRow()];
  }

  /** Why the picture could not be read; null if it was. */
  public String error(int row) {
    return errors[row - images.firstRow()];
  }
}

package org.sparkgrad.data.format;

import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.FeatureRows;

/** Labels and contents of some rows, which a part fills: images as bytes, or vectors of floats. */
public final class RowBuffer {
  private final DataShape shape;
  private final int[] labels;
  private final byte[] pixels;
  private final float[] values;

  /** Room for so many rows of a shape. */
  public RowBuffer(DataShape shape, int rows) {
    this.shape = shape;
    labels = new int[rows];
    int size = Math.multiplyExact(rows, shape.values());
    boolean images = shape.image().isPresent();
    pixels = new byte[images ? size : 0];
    values = new float[images ? 0 : size];
  }

  void label(int at, int label) {
    labels[at] = label;
  }

  /** Takes an image that starts at {@code from[offset]}. */
  void image(int at, byte[] from, int offset) {
    System.arraycopy(from, offset, pixels, at * shape.values(), shape.values());
  }

  /** Takes a vector. */
  void vector(int at, float[] from) {
    System.arraycopy(from, 0, values, at * shape.values(), shape.values());
  }

  /**
   * What it holds as a block.
   *
   * @param first number of its first row in the data set
   */
  Block block(int number, int first) {
    return shape.image().isPresent()
        ? new Block(number, first, labels, shape.image().get(), pixels)
        : new Block(number, first, labels, new FeatureRows(shape.values(), values, new float[0]));
  }
}

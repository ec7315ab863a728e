package org.sparkgrad.ml;

import java.io.Serializable;
import java.util.List;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;

/**
 * Packs rows that are to be scored into a block.
 *
 * @param image the shape of images; null for vectors
 * @param size values per row
 */
record RowPacker(ImageShape image, int size) implements Serializable {
  private static final int MOST_ROWS = 256;
  private static final long MOST_BYTES = 32 << 20;

  static RowPacker of(DataShape input) {
    return new RowPacker(input.image().orElse(null), input.values());
  }

  /** How many rows are packed at a time: 256, or as many as take 32 MiB, and one at least. */
  int rowsAtOnce() {
    long bytes = image == null ? (long) Float.BYTES * size : size;
    return (int) Math.max(1, Math.min(MOST_ROWS, MOST_BYTES / bytes));
  }

  /** The values, if they are what a model takes. */
  RowValues checked(RowValues values) throws BadRowException {
    ImageShape found = values.image().orElse(null);
    boolean fits = image == null ? found == null && values.size() == size : image.equals(found);
    if (!fits) {
      String expected = image == null ? size + " values" : "an image of " + image;
      throw new BadRowException("expected %s, found %s".formatted(expected, values.shapeText()));
    }
    return values;
  }

  /** A block of checked rows, numbered from 0. */
  Block pack(List<RowValues> rows) {
    byte[] pixels = new byte[image == null ? 0 : rows.size() * size];
    float[] numbers = new float[image == null ? rows.size() * size : 0];
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).copyTo(image == null ? numbers : pixels, i * size);
    }
    return BlockCutter.block(
        0, new RowRange(0, rows.size()), new int[rows.size()], image, pixels, numbers);
  }
}

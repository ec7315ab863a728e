package org.sparkgrad.image.patch;

import java.util.Arrays;
import org.sparkgrad.image.FeatureExtractor;
import org.sparkgrad.image.Flip;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.linalg.Matrix;

/**
 * Codes of an image's patches, summed over regions. The products of some rows of positions with all
 * filters are made at a time; each sum adds the codes of its positions one by one, row by row.
 */
final class PatchExtractor implements FeatureExtractor {
  /** Enough that the filters are read seldom, few enough that the products stay near the core. */
  private static final int WORKING_POSITIONS = 140;

  private final Patches patches;
  private final PatchDictionary dictionary;
  private final PatchReader reader;
  private final PatchCoder coder;
  private final ImageShape image;
  private final int rows;
  private final int columns;
  private final Regions down;
  private final Regions across;
  private final Matrix normalised;
  private final Matrix whitened;
  private final float[] products;
  private final byte[] mirror;
  private final float[] ofMirror;

  PatchExtractor(Patches patches, PatchDictionary dictionary) {
    this.patches = patches;
    this.dictionary = dictionary;
    PatchGrid grid = patches.grid();
    reader = new PatchReader(grid, patches.dictionary().contrast());
    coder = PatchCoder.of(patches, dictionary);
    image = grid.image();
    rows = grid.rows();
    columns = grid.columns();
    down = new Regions(rows, patches.regions());
    across = new Regions(columns, patches.regions());
    normalised = matrix(grid.positions(), grid.length());
    whitened = matrix(grid.positions(), grid.length());
    products = new float[workingRows() * columns * dictionary.count()];
    mirror = new byte[image.bytes()];
    ofMirror = new float[patches.mirrors() ? patches.size() : 0];
  }

  private static Matrix matrix(int rows, int columns) {
    return Matrix.of(new float[rows * columns], rows, columns);
  }

  /** Rows of positions whose products are made at a time. */
  private int workingRows() {
    return Math.max(1, Math.min(WORKING_POSITIONS / columns, rows));
  }

  @Override
  public void extract(byte[] pixels, int from, float[] out, int to) {
    sum(pixels, from, out, to);
    if (patches.mirrors()) {
      Flip.apply(image, pixels, from, mirror);
      sum(mirror, 0, ofMirror, 0);
      for (int k = 0; k < ofMirror.length; k++) {
        out[to + k] += ofMirror[k];
      }
    }
  }

  private void sum(byte[] pixels, int from, float[] out, int to) {
    Arrays.fill(out, to, to + patches.size(), 0);
    reader.readAll(pixels, from, normalised.values());
    dictionary.whitening().apply(normalised, whitened);
    for (int row = 0; row < rows; row += workingRows()) {
      addRows(row, Math.min(workingRows(), rows - row), out, to);
    }
  }

  private void addRows(int first, int working, float[] out, int to) {
    int count = working * columns;
    int start = first * columns * dictionary.length();
    Matrix own = new Matrix(whitened.values(), start, count, dictionary.length());
    Matrix ownProducts = Matrix.of(products, count, dictionary.count());
    dictionary.multiply(own, ownProducts);
    coder.prepare(own, ownProducts);
    for (int row = 0; row < working; row++) {
      for (int region = 0; region < down.count(); region++) {
        if (down.holds(region, first + row)) {
          addRow(row, out, to + region * across.count() * patches.valuesOfRegion());
        }
      }
    }
  }

  /** Adds a row of positions to the regions of a row of regions, which start at {@code to}. */
  private void addRow(int row, float[] out, int to) {
    for (int region = 0; region < across.count(); region++) {
      int first = across.start(region);
      int count = across.end(region) - first;
      int from = (row * columns + first) * dictionary.count();
      Matrix own = new Matrix(products, from, count, dictionary.count());
      coder.add(own, out, to + region * patches.valuesOfRegion());
    }
  }
}

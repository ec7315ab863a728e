package org.sparkgrad.image.patch;

import java.io.Serializable;
import java.util.Arrays;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.MatrixProduct;
import org.sparkgrad.linalg.Panels;
import org.sparkgrad.linalg.Projection;

/**
 * A fitted dictionary: the map that whitens normalised patches, and filters.
 *
 * <p>Immutable: the arrays are not to be changed after construction. A plain class rather than a
 * record, which Spark's Kryo serializer cannot read back.
 */
public final class PatchDictionary implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Projection whitening;
  private final float[] filters;

  /** The filters, packed when they are first used. Two threads may both do so, alike. */
  private transient volatile Panels packed;

  /**
   * @param whitening of as many columns as outputs
   * @param filters one after the other, each with a value for each output
   */
  public PatchDictionary(Projection whitening, float[] filters) {
    int length = whitening.columns();
    if (whitening.outputs() != length || filters.length == 0 || filters.length % length != 0) {
      throw new IllegalArgumentException(
          ("dictionary of patches: expected a square whitening and filters of as many values,"
                  + " found one of %d x %d and %d values")
              .formatted(whitening.outputs(), length, filters.length));
    }
    this.whitening = whitening;
    this.filters = filters;
  }

  public Projection whitening() {
    return whitening;
  }

  /** The filters, {@link #count} x {@link #length}, row by row. */
  public float[] filters() {
    return filters;
  }

  /** How many filters there are. */
  public int count() {
    return filters.length / length();
  }

  /** Values of a patch. */
  public int length() {
    return whitening.columns();
  }

  /**
   * Multiplies whitened patches by all filters.
   *
   * @param patches n x {@link #length}; left as it is
   * @param out n x {@link #count}; overwritten
   */
  void multiply(Matrix patches, Matrix out) {
    Arrays.fill(out.values(), out.offset(), out.offset() + out.rows() * out.columns(), 0);
    MatrixProduct.add(patches, panels(), out);
  }

  private Panels panels() {
    Panels panels = packed;
    if (panels == null) {
      panels = Panels.ofTransposed(Matrix.of(filters, count(), length()));
      packed = panels;
    }
    return panels;
  }
}

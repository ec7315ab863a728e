package org.sparkgrad.linalg;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A fitted map of rows: {@code y = W (x - mean)}, with W of k rows and as many columns as x has.
 *
 * <p>{@code x - mean} is rounded to floats; each entry of y then adds its terms in order of the
 * columns, by fused multiply-add of floats. A row's result has the same bits whichever rows are
 * mapped with it.
 *
 * <p>Immutable: the arrays are not to be changed after construction.
 */
public final class Projection implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Enough that W is read seldom, few enough that the rows fit a core's cache. */
  private static final int WORKING_ROWS = 128;

  private final float[] mean;
  private final float[] weights;

  /** W, packed when it is first used. Two threads may both do so, with the same result. */
  private transient volatile Panels packed;

  /**
   * @param mean one value a column of x
   * @param weights W, row by row
   */
  public Projection(float[] mean, float[] weights) {
    if (mean.length == 0 || weights.length == 0 || weights.length % mean.length != 0) {
      throw new IllegalArgumentException(
          ("projection: expected rows of as many weights as there are means,"
                  + " found %d weights and %d means")
              .formatted(weights.length, mean.length));
    }
    this.mean = mean;
    this.weights = weights;
  }

  /**
   * Maps rows.
   *
   * @param rows n x {@link #columns}; left as it is
   * @param out n x {@link #outputs}; overwritten
   * @throws IllegalArgumentException where the shapes do not fit
   */
  public void apply(Matrix rows, Matrix out) {
    if (rows.columns() != columns() || out.columns() != outputs() || rows.rows() != out.rows()) {
      throw new IllegalArgumentException(
          "projection from %d to %d columns: the shapes do not fit: %s into %s"
              .formatted(columns(), outputs(), rows.shape(), out.shape()));
    }
    float[] centred = new float[Math.min(WORKING_ROWS, rows.rows()) * columns()];
    for (int start = 0; start < rows.rows(); start += WORKING_ROWS) {
      int count = Math.min(WORKING_ROWS, rows.rows() - start);
      center(rows, start, count, centred);
      int to = out.offset() + start * outputs();
      Arrays.fill(out.values(), to, to + count * outputs(), 0);
      Matrix part = new Matrix(out.values(), to, count, outputs());
      MatrixProduct.add(Matrix.of(centred, count, columns()), panels(), part);
    }
  }

  private void center(Matrix rows, int first, int count, float[] out) {
    for (int i = 0; i < count; i++) {
      int from = rows.offset() + (first + i) * columns();
      for (int j = 0; j < columns(); j++) {
        out[i * columns() + j] = rows.values()[from + j] - mean[j];
      }
    }
  }

  private Panels panels() {
    Panels panels = packed;
    if (panels == null) {
      panels = Panels.ofTransposed(Matrix.of(weights, outputs(), columns()));
      packed = panels;
    }
    return panels;
  }

  /** How many values a row has before. */
  public int columns() {
    return mean.length;
  }

  /** How many values a row has behind. */
  public int outputs() {
    return weights.length / mean.length;
  }

  public float[] mean() {
    return mean;
  }

  /** W, {@link #outputs} x {@link #columns}, row by row. */
  public float[] weights() {
    return weights;
  }
}

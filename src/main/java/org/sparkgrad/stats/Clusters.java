package org.sparkgrad.stats;

import java.util.stream.IntStream;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.MatrixProduct;
import org.sparkgrad.linalg.Panels;

/**
 * Centres that rows cluster about, made better round after round. A round assigns each row to a
 * centre, then moves each centre to what its rows say; one without rows stays where it is.
 *
 * <ul>
 *   <li>{@link #means}: a row x belongs to the nearest centre, {@code argmin_k |x - c_k|}, which
 *       moves to the mean of its rows. Lloyd, "Least squares quantization in PCM", 1982
 *   <li>{@link #directions}: a row belongs to the centre that is the most along it, {@code argmax_k
 *       |c_k.x|}, which moves to {@code sum (c_k.x) x} over its rows, made of length 1. Coates and
 *       Ng, "Learning feature representations with k-means", 2012
 * </ul>
 *
 * <p>Of equal centres a row takes the first. Products are made in floats, centres in doubles, row
 * by row: the bits do not depend on the number of threads.
 */
public final class Clusters {
  /** Rows assigned at a time. */
  private static final int WORKING_ROWS = 128;

  private final Matrix rows;
  private final boolean directed;
  private final float[] centres;
  private final int[] nearest;
  private final float[] weights;

  private Clusters(Matrix rows, float[] start, boolean directed) {
    if (start.length == 0 || rows.columns() == 0 || start.length % rows.columns() != 0) {
      throw new IllegalArgumentException(
          "clusters: expected centres of %d values, found %d values"
              .formatted(rows.columns(), start.length));
    }
    this.rows = rows;
    this.directed = directed;
    centres = start.clone();
    nearest = new int[rows.rows()];
    weights = new float[rows.rows()];
  }

  /**
   * The centres after some rounds, row by row.
   *
   * @param rows left as they are
   * @param start the first centres, row by row, each with a value for each column of the rows; left
   *     as they are
   */
  public static float[] means(Matrix rows, float[] start, int rounds) {
    return new Clusters(rows, start, false).run(rounds);
  }

  /**
   * The same for centres of length 1.
   *
   * @param start of length 1 each
   */
  public static float[] directions(Matrix rows, float[] start, int rounds) {
    return new Clusters(rows, start, true).run(rounds);
  }

  private float[] run(int rounds) {
    for (int round = 0; round < rounds; round++) {
      assign();
      move();
    }
    return centres;
  }

  private int length() {
    return rows.columns();
  }

  private int count() {
    return centres.length / length();
  }

  private void assign() {
    Panels packed = Panels.ofTransposed(Matrix.of(centres, count(), length()));
    float[] offsets = offsets();
    int chunks = (rows.rows() + WORKING_ROWS - 1) / WORKING_ROWS;
    IntStream.range(0, chunks)
        .parallel()
        .forEach(chunk -> assign(chunk * WORKING_ROWS, packed, offsets));
  }

  /** {@code -|c|²/2} of each centre, as {@code argmin |x - c|} is {@code argmax c.x - |c|²/2}. */
  private float[] offsets() {
    float[] offsets = new float[count()];
    for (int k = 0; !directed && k < offsets.length; k++) {
      offsets[k] = (float) (-0.5 * squares(k));
    }
    return offsets;
  }

  private double squares(int centre) {
    double sum = 0;
    for (int i = centre * length(); i < (centre + 1) * length(); i++) {
      sum += (double) centres[i] * centres[i];
    }
    return sum;
  }

  private void assign(int first, Panels packed, float[] offsets) {
    int size = Math.min(WORKING_ROWS, rows.rows() - first);
    Matrix own = new Matrix(rows.values(), rows.offset() + first * length(), size, length());
    float[] products = new float[size * count()];
    MatrixProduct.add(own, packed, Matrix.of(products, size, count()));
    for (int i = 0; i < size; i++) {
      assign(first + i, products, i * count(), offsets);
    }
  }

  private void assign(int row, float[] products, int from, float[] offsets) {
    int best = 0;
    float highest = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < offsets.length; k++) {
      float product = products[from + k];
      float score = directed ? Math.abs(product) : product + offsets[k];
      if (score > highest) {
        highest = score;
        best = k;
      }
    }
    nearest[row] = best;
    weights[row] = directed ? products[from + best] : 1;
  }

  private void move() {
    double[] sums = new double[centres.length];
    double[] totals = new double[count()];
    for (int row = 0; row < nearest.length; row++) {
      int from = rows.offset() + row * length();
      int to = nearest[row] * length();
      totals[nearest[row]] += weights[row];
      for (int j = 0; j < length(); j++) {
        sums[to + j] += (double) weights[row] * rows.values()[from + j];
      }
    }
    for (int k = 0; k < totals.length; k++) {
      move(k, sums, directed ? norm(sums, k * length()) : totals[k]);
    }
  }

  private double norm(double[] sums, int start) {
    double squares = 0;
    for (int i = start; i < start + length(); i++) {
      squares += sums[i] * sums[i];
    }
    return Math.sqrt(squares);
  }

  /** Moves a centre to its sum over a divisor, which is 0 if it has no rows. */
  private void move(int centre, double[] sums, double divisor) {
    for (int i = centre * length(); divisor > 0 && i < (centre + 1) * length(); i++) {
      centres[i] = (float) (sums[i] / divisor);
    }
  }
}

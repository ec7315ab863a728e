package org.sparkgrad.layer;

import java.util.Arrays;
import org.sparkgrad.linalg.Segment;
import org.sparkgrad.linalg.SymmetricEigen;

/**
 * Filters that whiten patches: the eigenvectors e_k of the covariance of all patches of all rows,
 * over {@code sqrt(l_k + 5e-4)} for the eigenvalue l_k, those of the largest first, and then the
 * negatives of all of these. A patch holds its places row by row, of each its channels. Source:
 * Jordan, "94% on CIFAR-10 in 3.29 seconds on a single GPU", 2024, section 3.2; there patches are
 * not centred.
 *
 * @param in the shape of a row
 * @param kernel side of a patch
 * @param filters where the parameters hold the filters, at most twice as many as a patch has values
 */
record PatchWhitening(Shape in, int kernel, Segment filters) implements Fitting {
  private static final long serialVersionUID = 1L;

  /** Added to eigenvalues, so that directions of next to no variance are not blown up. */
  static final double EPSILON = 5e-4;

  @Override
  public Time time() {
    return Time.BEFORE_TRAINING;
  }

  private int values() {
    return kernel * kernel * in.channels();
  }

  /** Of values, then of the products of each with those up to itself, a row for each value. */
  @Override
  public int sums() {
    return values() + values() * values();
  }

  @Override
  public void add(Batch rows, int copy, double[] sums) {
    double[] patch = new double[values()];
    for (int row = 0; row < rows.rows(); row++) {
      for (int y = 0; y + kernel <= in.height(); y++) {
        for (int x = 0; x + kernel <= in.width(); x++) {
          read(rows.values(), rows.start(copy, row), y, x, patch);
          addProducts(patch, sums);
        }
      }
    }
  }

  private void read(float[] values, int start, int top, int left, double[] patch) {
    int line = kernel * in.channels();
    for (int i = 0; i < kernel; i++) {
      int from = start + ((top + i) * in.width() + left) * in.channels();
      for (int j = 0; j < line; j++) {
        patch[i * line + j] = values[from + j];
      }
    }
  }

  private static void addProducts(double[] patch, double[] sums) {
    int values = patch.length;
    for (int i = 0; i < values; i++) {
      double value = patch[i];
      int row = values + i * values;
      sums[i] += value;
      for (int j = 0; j <= i; j++) {
        sums[row + j] += value * patch[j];
      }
    }
  }

  @Override
  public void fit(double[] sums, long rows, float[] parameters) {
    int values = values();
    int places = (in.height() - kernel + 1) * (in.width() - kernel + 1);
    SymmetricEigen eigen = SymmetricEigen.of(covariance(sums, (double) rows * places), values);
    int half = filters.size() / values / 2;
    for (int k = 0; k < half; k++) {
      double factor = 1 / Math.sqrt(Math.max(eigen.values()[k], 0) + EPSILON);
      for (int i = 0; i < values; i++) {
        float weight = (float) (factor * eigen.vectors()[k * values + i]);
        parameters[filters.start() + k * values + i] = weight;
        parameters[filters.start() + (half + k) * values + i] = -weight;
      }
    }
  }

  private double[] covariance(double[] sums, double patches) {
    int values = values();
    double[] means = Arrays.copyOf(sums, values);
    for (int i = 0; i < values; i++) {
      means[i] /= patches;
    }
    double[] covariance = new double[values * values];
    for (int i = 0; i < values; i++) {
      for (int j = 0; j <= i; j++) {
        double value = sums[values + i * values + j] / patches - means[i] * means[j];
        covariance[i * values + j] = value;
        covariance[j * values + i] = value;
      }
    }
    return covariance;
  }
}

package org.sparkgrad.stats;

import org.sparkgrad.linalg.Projection;
import org.sparkgrad.linalg.SymmetricEigen;

/**
 * The directions v_k in which rows vary most, each at right angles to the ones before it: the
 * eigenvectors of the covariance, {@code C v_k = l_k v_k}, where l_k is the variance of the rows
 * along v_k. Pearson, "On lines and planes of closest fit to systems of points in space", 1901;
 * Jolliffe, "Principal component analysis", 2nd edition, 2002.
 *
 * <p>What is made of them are maps {@code y = W (x - mean)}, with V the rows v_k:
 *
 * <ul>
 *   <li>{@link #projection}: {@code W = V}, the first k rows of it
 *   <li>{@link #whitening}: {@code W = diag(1 / sqrt(l_k + epsilon)) V}, the first k rows of it; y
 *       has covariance 1 where epsilon is 0
 *   <li>{@link #zca}: {@code W = Vᵀ diag(1 / sqrt(l_k + epsilon)) V}: among all whitenings the one
 *       whose results are nearest to the rows. Kessy, Lewin and Strimmer, "Optimal whitening and
 *       decorrelation", 2018; of images, Krizhevsky, "Learning multiple layers of features from
 *       tiny images", 2009
 * </ul>
 *
 * @param means of the columns
 * @param variances l_k in descending order; 0 where rounding made them negative
 * @param vectors V, row by row, each of length 1, the entry of largest size positive
 */
public record PrincipalComponents(double[] means, double[] variances, double[] vectors) {
  /** An image of 32 x 32 pixels in three colours. */
  public static final int MOST_ZCA_COLUMNS = 3072;

  /** Rows of a product made at a time, so that the vectors are fetched from memory seldom. */
  private static final int TILE_ROWS = 16;

  public static PrincipalComponents of(Covariance covariance) {
    SymmetricEigen eigen = SymmetricEigen.of(covariance.values(), covariance.columns());
    double[] variances = eigen.values().clone();
    for (int k = 0; k < variances.length; k++) {
      variances[k] = Math.max(variances[k], 0);
    }
    return new PrincipalComponents(covariance.means(), variances, eigen.vectors());
  }

  public int columns() {
    return means.length;
  }

  /**
   * The fewest components whose variances sum to at least {@code share} of the sum of all; 1 where
   * nothing varies.
   *
   * @param share above 0, up to 1
   */
  public int countFor(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "principal components: expected a share of the variance above 0 and up to 1, found "
              + share);
    }
    double total = 0;
    for (double variance : variances) {
      total += variance;
    }
    double sum = variances[0];
    int count = 1;
    while (sum < share * total) {
      sum += variances[count];
      count++;
    }
    return count;
  }

  /**
   * The map to the first {@code count} components.
   *
   * @throws IllegalArgumentException where there are fewer
   */
  public Projection projection(int count) {
    requireCount(count);
    float[] weights = new float[count * columns()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) vectors[i];
    }
    return new Projection(floatMeans(), weights);
  }

  /**
   * The map to the first {@code count} components, each divided by its standard deviation.
   *
   * @param epsilon added to the variances, 0 or more, so that directions of next to no variance are
   *     not blown up
   * @throws IllegalArgumentException where there are fewer components, or one has no variance and
   *     epsilon is 0
   */
  public Projection whitening(int count, double epsilon) {
    requireCount(count);
    double[] factors = factors(count, epsilon);
    float[] weights = new float[count * columns()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (vectors[i] * factors[i / columns()]);
    }
    return new Projection(floatMeans(), weights);
  }

  /**
   * The map that whitens and turns back to the columns as they were, so that images remain images.
   *
   * @param epsilon as for {@link #whitening}
   * @throws IllegalArgumentException where there are more than {@link #MOST_ZCA_COLUMNS} columns,
   *     or a component has no variance and epsilon is 0
   */
  public Projection zca(double epsilon) {
    int columns = columns();
    if (columns > MOST_ZCA_COLUMNS) {
      throw new IllegalArgumentException(
          ("ZCA whitening: expected up to %d columns, found %d: it keeps them all, and multiplies"
                  + " every row by a matrix of as many rows and columns")
              .formatted(MOST_ZCA_COLUMNS, columns));
    }
    double[] factors = factors(columns, epsilon);
    double[] product = new double[columns * columns];
    for (int start = 0; start < columns; start += TILE_ROWS) {
      int end = Math.min(start + TILE_ROWS, columns);
      for (int k = 0; k < columns; k++) {
        for (int i = start; i < end; i++) {
          addRow(k, factors[k] * vectors[k * columns + i], i, product);
        }
      }
    }
    return new Projection(floatMeans(), mirrored(product));
  }

  /**
   * Adds {@code factor * v_k} to the part of row i of the product that is not below its diagonal.
   */
  private void addRow(int k, double factor, int i, double[] product) {
    int columns = columns();
    for (int j = i; j < columns; j++) {
      product[i * columns + j] += factor * vectors[k * columns + j];
    }
  }

  private float[] mirrored(double[] product) {
    int columns = columns();
    float[] whole = new float[product.length];
    for (int i = 0; i < columns; i++) {
      for (int j = i; j < columns; j++) {
        float value = (float) product[i * columns + j];
        whole[i * columns + j] = value;
        whole[j * columns + i] = value;
      }
    }
    return whole;
  }

  /** {@code 1 / sqrt(l_k + epsilon)} of the first components. */
  private double[] factors(int count, double epsilon) {
    if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "whitening: expected an epsilon of 0 or more, found " + epsilon);
    }
    double[] factors = new double[count];
    for (int k = 0; k < count; k++) {
      factors[k] = 1 / Math.sqrt(variances[k] + epsilon);
      if (factors[k] > Float.MAX_VALUE) {
        throw new IllegalArgumentException(
            ("whitening: expected a variance or an epsilon above 0, found component %d of %d with"
                    + " variance %s and epsilon %s")
                .formatted(k + 1, count, variances[k], epsilon));
      }
    }
    return factors;
  }

  private void requireCount(int count) {
    if (count < 1 || count > columns()) {
      throw new IllegalArgumentException(
          "principal components: expected 1 to %d of them, as many as columns, found %d"
              .formatted(columns(), count));
    }
  }

  private float[] floatMeans() {
    float[] copy = new float[means.length];
    for (int j = 0; j < copy.length; j++) {
      copy[j] = (float) means[j];
    }
    return copy;
  }
}

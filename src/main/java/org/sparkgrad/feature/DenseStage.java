package org.sparkgrad.feature;

import java.util.Optional;
import org.sparkgrad.linalg.Projection;
import org.sparkgrad.stats.Covariance;
import org.sparkgrad.stats.PrincipalComponents;

/**
 * A stage whose results each depend on all values of a row: {@code pca(0.95)}, the fewest principal
 * components that hold that share of the variance, {@code pca(200)}, that number of components,
 * either with {@code ,whiten}, or {@code zca(epsilon)}. See {@link PrincipalComponents}.
 *
 * @param share of the variance; 0 if components are counted or all are kept
 * @param count components to keep; 0 if the share decides or all are kept
 * @param whitens whether components are divided by their deviation
 * @param epsilon added to variances before their root is divided by
 */
public record DenseStage(Kind kind, double share, int count, boolean whitens, double epsilon) {
  static final double DEFAULT_ZCA_EPSILON = 0.01;

  /** Far below the variances of features, yet enough to keep directions without variance small. */
  private static final double WHITENING_EPSILON = 1e-5;

  /** Use of the components. */
  enum Kind {
    PCA,
    ZCA
  }

  static DenseStage ofShare(double share, boolean whitens) {
    return new DenseStage(Kind.PCA, share, 0, whitens, WHITENING_EPSILON);
  }

  static DenseStage ofCount(int count, boolean whitens) {
    return new DenseStage(Kind.PCA, 0, count, whitens, WHITENING_EPSILON);
  }

  static DenseStage zca(double epsilon) {
    return new DenseStage(Kind.ZCA, 0, 0, true, epsilon);
  }

  /**
   * Why it cannot be fitted to so few rows: n rows vary about their mean in at most n - 1
   * directions.
   */
  Optional<String> problemWith(int rows) {
    int needed = Math.max(count, 1) + 1;
    return rows >= needed
        ? Optional.empty()
        : Optional.of(
            "expected at least %d training rows for '%s', found %d".formatted(needed, this, rows));
  }

  /** How many results there are at least of so many values. */
  int fewest(int values) {
    if (kind == Kind.ZCA) {
      return values;
    }
    return share > 0 ? 1 : count;
  }

  Projection fit(Covariance covariance) {
    PrincipalComponents components = PrincipalComponents.of(covariance);
    if (kind == Kind.ZCA) {
      return components.zca(epsilon);
    }
    int kept = share > 0 ? components.countFor(share) : count;
    return whitens ? components.whitening(kept, epsilon) : components.projection(kept);
  }

  /** The stage as written in a feature string. */
  @Override
  public String toString() {
    return switch (kind) {
      case PCA ->
          "pca("
              + (share > 0 ? Double.toString(share) : Integer.toString(count))
              + (whitens ? ",whiten)" : ")");
      case ZCA -> "zca(" + epsilon + ")";
    };
  }
}

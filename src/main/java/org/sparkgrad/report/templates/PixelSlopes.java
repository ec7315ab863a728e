package org.sparkgrad.report.templates;

import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.linalg.Projection;

/**
 * Maps weights of features back to pixels. Features are {@code z = t * (P (s * p + o - m)) + u} of
 * pixel values p from 0 to 255, where s, o, t, u scale and shift each value and P projects; so the
 * gradient of {@code w . z} with respect to the pixels is {@code s * (Pᵀ (t * w))}. Without a
 * projection, features are {@code z = s * p + o}, and the gradient is {@code s * w}. The products
 * with s and t are elementwise.
 */
final class PixelSlopes {
  private final FittedFeatures features;

  /**
   * @param features of raw pixels alone
   */
  PixelSlopes(FittedFeatures features) {
    this.features = features;
  }

  /**
   * The gradient of one weighted sum of features.
   *
   * @param parameters that hold one weight per feature from {@code from} on
   * @param sign 1, or -1 for the negative of the sum
   */
  float[] of(float[] parameters, int from, int sign) {
    FeatureScaling last = features.scaling();
    double[] slopes = new double[last.features()];
    for (int j = 0; j < slopes.length; j++) {
      slopes[j] = (double) sign * last.scale()[j] * parameters[from + j];
    }
    double[] ofPixels =
        features.projection().map(fitted -> throughProjection(slopes, fitted)).orElse(slopes);
    float[] rounded = new float[ofPixels.length];
    for (int k = 0; k < rounded.length; k++) {
      rounded[k] = (float) ofPixels[k];
    }
    return rounded;
  }

  private static double[] throughProjection(double[] slopes, FittedProjection fitted) {
    Projection projection = fitted.projection();
    double[] before = new double[projection.columns()];
    for (int j = 0; j < slopes.length; j++) {
      int row = j * before.length;
      for (int k = 0; k < before.length; k++) {
        before[k] += slopes[j] * projection.weights()[row + k];
      }
    }
    for (int k = 0; k < before.length; k++) {
      before[k] *= fitted.before().scale()[k];
    }
    return before;
  }
}

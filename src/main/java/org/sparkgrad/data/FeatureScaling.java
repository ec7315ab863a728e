package org.sparkgrad.data;

import java.io.Serializable;
import org.sparkgrad.linalg.ByteScaling;

/**
 * A fitted elementwise affine map from values to features: {@code feature_k = value_k * scale_k +
 * offset_k}, computed as one fused multiply-add of floats. Values are pixel bytes, which count 0 to
 * 255, or floats that were computed from the pixels.
 *
 * <p>Immutable: callers do not change the arrays after construction. Both have one entry for each
 * value.
 */
public final class FeatureScaling implements Serializable {
  private static final long serialVersionUID = 1L;

  private final float[] scale;
  private final float[] offset;

  public FeatureScaling(float[] scale, float[] offset) {
    if (scale.length != offset.length) {
      throw new IllegalArgumentException(
          "feature scaling: expected as many offsets as scales, found %d scales and %d offsets"
              .formatted(scale.length, offset.length));
    }
    this.scale = scale;
    this.offset = offset;
  }

  /** Writes the features of the image that starts at {@code pixels[from]} to {@code out[to ..)}. */
  public void apply(byte[] pixels, int from, float[] out, int to) {
    ByteScaling.apply(pixels, from, scale, offset, out, to);
  }

  /** Writes the features of the row that starts at {@code values[from]} to {@code out[to ..)}. */
  public void apply(float[] values, int from, float[] out, int to) {
    for (int k = 0; k < scale.length; k++) {
      out[to + k] = Math.fma(values[from + k], scale[k], offset[k]);
    }
  }

  /** Number of features of an image. */
  public int features() {
    return scale.length;
  }

  public float[] scale() {
    return scale;
  }

  public float[] offset() {
    return offset;
  }
}

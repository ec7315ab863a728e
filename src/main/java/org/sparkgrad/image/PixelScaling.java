package org.sparkgrad.image;

import java.io.Serializable;
import org.sparkgrad.linalg.ByteScaling;

/**
 * A fitted map from pixel bytes to features, one straight line a pixel: {@code feature_k = pixel_k
 * * scale_k + offset_k}, computed as one fused multiply-add of floats. Pixels count 0 to 255.
 *
 * <p>Immutable: the arrays are not to be changed after construction. Both have one value for each
 * byte of an image.
 */
public final class PixelScaling implements Serializable {
  private static final long serialVersionUID = 1L;

  private final float[] scale;
  private final float[] offset;

  public PixelScaling(float[] scale, float[] offset) {
    if (scale.length != offset.length) {
      throw new IllegalArgumentException(
          "pixel scaling: expected as many offsets as scales, found %d scales and %d offsets"
              .formatted(scale.length, offset.length));
    }
    this.scale = scale;
    this.offset = offset;
  }

  /** Writes the features of the image that starts at {@code pixels[from]} to {@code out[to ..)}. */
  public void apply(byte[] pixels, int from, float[] out, int to) {
    ByteScaling.apply(pixels, from, scale, offset, out, to);
  }

  /** How many features an image has. */
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

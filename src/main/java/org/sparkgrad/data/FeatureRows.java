package org.sparkgrad.data;

import org.sparkgrad.image.Variation;

/** Rows of floats that were computed from images and, if needed, from their mirror images. */
public final class FeatureRows implements BlockRows {
  private static final long serialVersionUID = 1L;

  private final int size;
  private final float[] values;
  private final float[] mirrored;

  /**
   * @param size values per row
   * @param values of all rows, row by row
   * @param mirrored the same for the mirror images; empty if they are not needed
   */
  public FeatureRows(int size, float[] values, float[] mirrored) {
    this.size = size;
    this.values = values;
    this.mirrored = mirrored;
  }

  @Override
  public void features(int index, FeatureScaling scaling, float[] out, int to) {
    write(values, index, scaling, out, to);
  }

  @Override
  public void features(
      int index, int row, Variation variation, FeatureScaling scaling, float[] out, int to) {
    write(variation.mirrors(row) ? mirrored : values, index, scaling, out, to);
  }

  private void write(float[] rows, int index, FeatureScaling scaling, float[] out, int to) {
    requireSize(scaling, size);
    scaling.apply(rows, index * size, out, to);
  }

  static void requireSize(FeatureScaling scaling, int size) {
    if (scaling.features() != size) {
      throw new IllegalArgumentException(
          "block of features: expected a scaling of %d values, found one of %d"
              .formatted(size, scaling.features()));
    }
  }

  static IllegalStateException noPixels(int size) {
    return new IllegalStateException(
        "block of features: expected images, found %d values a row".formatted(size));
  }

  @Override
  public BlockRows projected(FittedProjection fitted) {
    return new FeatureRows(
        fitted.projection().outputs(), fitted.apply(values), fitted.apply(mirrored));
  }

  @Override
  public byte[] pixels() {
    throw noPixels(size);
  }
}

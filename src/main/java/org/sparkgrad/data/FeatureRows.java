package org.sparkgrad.data;

import java.util.Arrays;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.Variation;
import org.sparkgrad.image.View;

/**
 * Rows of floats: the vectors of a data set, or what was computed from images and, if needed, from
 * their mirror images.
 */
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
  public int size() {
    return size;
  }

  @Override
  public void values(int index, float[] out, int to) {
    System.arraycopy(values, index * size, out, to, size);
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
  public BlockRows select(int[] indices) {
    return new FeatureRows(
        size, select(values, indices), mirrored.length == 0 ? mirrored : select(mirrored, indices));
  }

  private float[] select(float[] rows, int[] indices) {
    float[] own = new float[indices.length * size];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(rows, indices[i] * size, own, i * size, size);
    }
    return own;
  }

  @Override
  public BlockRows part(int start, int end) {
    return new FeatureRows(
        size,
        Arrays.copyOfRange(values, start * size, end * size),
        mirrored.length == 0 ? mirrored : Arrays.copyOfRange(mirrored, start * size, end * size));
  }

  static IllegalStateException noViews(int size) {
    return new IllegalStateException(
        "view: expected images, found rows of %d numbers".formatted(size));
  }

  @Override
  public BlockRows seen(View view, int start, int end) {
    throw noViews(size);
  }

  @Override
  public BlockRows projected(FittedProjection fitted) {
    return new FeatureRows(
        fitted.projection().outputs(), fitted.apply(values), fitted.apply(mirrored));
  }

  @Override
  public boolean areImages() {
    return false;
  }

  @Override
  public ImageShape image() {
    throw noPixels(size);
  }

  @Override
  public byte[] pixels() {
    throw noPixels(size);
  }
}

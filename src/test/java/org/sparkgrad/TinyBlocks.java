package org.sparkgrad;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.image.ImageShape;

/** Blocks of a few rows made in memory, and their rows as plain doubles. */
public final class TinyBlocks {
  private TinyBlocks() {}

  /** Blocks of so many rows each, numbered through from 0; row r has label 3 r modulo 10. */
  public static List<Block> of(int... sizes) {
    List<Block> blocks = new ArrayList<>();
    int firstRow = 0;
    for (int size : sizes) {
      blocks.add(block(blocks.size(), firstRow, size));
      firstRow += size;
    }
    return blocks;
  }

  private static Block block(int number, int firstRow, int rows) {
    int[] labels = new int[rows];
    byte[] pixels = new byte[rows * TinyCifar.PIXELS];
    for (int i = 0; i < rows; i++) {
      labels[i] = label(firstRow + i);
      System.arraycopy(image(firstRow + i), 0, pixels, i * TinyCifar.PIXELS, TinyCifar.PIXELS);
    }
    return new Block(number, firstRow, labels, ImageShape.CIFAR, pixels);
  }

  /** The label of a row of any of these blocks. */
  public static int label(int row) {
    return 3 * row % TinyCifar.CLASSES;
  }

  /** The pixels of a row of any of these blocks. */
  public static byte[] image(int row) {
    return TinyCifar.image(label(row), row);
  }

  /** A scaling to about [-2, 2] that differs from pixel to pixel. */
  public static FeatureScaling scaling() {
    float[] scale = new float[TinyCifar.PIXELS];
    float[] offset = new float[TinyCifar.PIXELS];
    for (int k = 0; k < scale.length; k++) {
      scale[k] = (1 + k % 7 / 8f) / 64;
      offset[k] = -128 * scale[k];
    }
    return new FeatureScaling(scale, offset);
  }

  /** The features of a row, in doubles. */
  public static double[] features(int row, FeatureScaling scaling) {
    byte[] pixels = image(row);
    double[] features = new double[pixels.length];
    for (int k = 0; k < features.length; k++) {
      features[k] = (pixels[k] & 0xFF) * (double) scaling.scale()[k] + scaling.offset()[k];
    }
    return features;
  }
}

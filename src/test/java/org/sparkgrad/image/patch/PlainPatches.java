package org.sparkgrad.image.patch;

import java.util.function.IntPredicate;

/** Pooled codes of an image by plain loops in doubles, straight from the formulas. */
final class PlainPatches {
  private final Patches patches;
  private final PatchDictionary dictionary;
  private final int length;

  PlainPatches(Patches patches, PatchDictionary dictionary) {
    this.patches = patches;
    this.dictionary = dictionary;
    length = 3 * patches.grid().size() * patches.grid().size();
  }

  double[] of(byte[] image) {
    double[] values = withoutMirror(image);
    if (patches.mirrors()) {
      double[] others = withoutMirror(mirror(image));
      for (int k = 0; k < values.length; k++) {
        values[k] += others[k];
      }
    }
    return values;
  }

  static byte[] mirror(byte[] image) {
    byte[] mirror = new byte[image.length];
    for (int k = 0; k < image.length; k++) {
      mirror[k] = image[k / 32 * 32 + 31 - k % 32];
    }
    return mirror;
  }

  private double[] withoutMirror(byte[] image) {
    int regions = patches.regions();
    int codes = dictionary.count() * (patches.coding() == PatchCoding.THRESHOLD ? 2 : 1);
    double[] values = new double[regions * regions * codes];
    int stride = patches.grid().stride();
    int side = (32 - patches.grid().size()) / stride + 1;
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        double[] code = code(whitened(normalised(image, i * stride, j * stride)));
        IntPredicate rows = regionsOf(i, side);
        IntPredicate columns = regionsOf(j, side);
        for (int region = 0; region < regions * regions; region++) {
          if (rows.test(region / regions) && columns.test(region % regions)) {
            for (int k = 0; k < codes; k++) {
              values[region * codes + k] += code[k];
            }
          }
        }
      }
    }
    return values;
  }

  /** A region reaches over all positions that it has a part of, counted as one unit each. */
  private IntPredicate regionsOf(int position, int side) {
    double width = (double) side / patches.regions();
    return region -> position + 1 > region * width + 1e-9 && position < (region + 1) * width - 1e-9;
  }

  private double[] normalised(byte[] image, int row, int column) {
    int size = patches.grid().size();
    double[] patch = new double[length];
    double sum = 0;
    for (int k = 0; k < length; k++) {
      int y = row + k % (size * size) / size;
      int x = column + k % size;
      patch[k] = image[k / (size * size) * 1024 + y * 32 + x] & 0xFF;
      sum += patch[k];
    }
    double squares = 0;
    for (int k = 0; k < length; k++) {
      patch[k] -= sum / length;
      squares += patch[k] * patch[k];
    }
    double deviation = Math.sqrt(squares / (length - 1) + patches.dictionary().contrast());
    for (int k = 0; k < length; k++) {
      patch[k] /= deviation;
    }
    return patch;
  }

  private double[] whitened(double[] patch) {
    double[] whitened = new double[length];
    for (int i = 0; i < length; i++) {
      for (int j = 0; j < length; j++) {
        double distance = patch[j] - dictionary.whitening().mean()[j];
        whitened[i] += dictionary.whitening().weights()[i * length + j] * distance;
      }
    }
    return whitened;
  }

  private double[] code(double[] patch) {
    int filters = dictionary.count();
    double[] products = new double[filters];
    double[] distances = new double[filters];
    double sum = 0;
    for (int k = 0; k < filters; k++) {
      for (int j = 0; j < length; j++) {
        double filter = dictionary.filters()[k * length + j];
        products[k] += filter * patch[j];
        distances[k] += (patch[j] - filter) * (patch[j] - filter);
      }
      distances[k] = Math.sqrt(distances[k]);
      sum += distances[k];
    }
    boolean triangle = patches.coding() == PatchCoding.TRIANGLE;
    double[] code = new double[triangle ? filters : 2 * filters];
    for (int k = 0; k < filters; k++) {
      if (triangle) {
        code[k] = Math.max(0, sum / filters - distances[k]);
      } else {
        code[k] = Math.max(0, products[k] - patches.threshold());
        code[filters + k] = Math.max(0, -products[k] - patches.threshold());
      }
    }
    return code;
  }
}

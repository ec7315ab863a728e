package org.sparkgrad.image.patch;

import java.util.function.IntPredicate;
import org.sparkgrad.image.ImageShape;

/** Pooled codes of an image by plain loops in doubles, straight from the formulas. */
final class PlainPatches {
  private final Patches patches;
  private final PatchDictionary dictionary;
  private final int length;

  PlainPatches(Patches patches, PatchDictionary dictionary) {
    this.patches = patches;
    this.dictionary = dictionary;
    length = patches.grid().image().channels() * patches.grid().size() * patches.grid().size();
  }

  double[] of(byte[] image) {
    double[] values = withoutMirror(image);
    if (patches.mirrors()) {
      double[] others = withoutMirror(mirror(image, patches.grid().image().width()));
      for (int k = 0; k < values.length; k++) {
        values[k] += others[k];
      }
    }
    return values;
  }

  static byte[] mirror(byte[] image, int width) {
    byte[] mirror = new byte[image.length];
    for (int k = 0; k < image.length; k++) {
      mirror[k] = image[k / width * width + width - 1 - k % width];
    }
    return mirror;
  }

  private double[] withoutMirror(byte[] image) {
    int regions = patches.regions();
    int codes = dictionary.count() * (patches.coding() == PatchCoding.THRESHOLD ? 2 : 1);
    double[] values = new double[regions * regions * codes];
    int stride = patches.grid().stride();
    ImageShape shape = patches.grid().image();
    int down = (shape.height() - patches.grid().size()) / stride + 1;
    int across = (shape.width() - patches.grid().size()) / stride + 1;
    for (int i = 0; i < down; i++) {
      for (int j = 0; j < across; j++) {
        double[] code = code(whitened(normalised(image, i * stride, j * stride)));
        IntPredicate rows = regionsOf(i, down);
        IntPredicate columns = regionsOf(j, across);
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
    ImageShape shape = patches.grid().image();
    double[] patch = new double[length];
    double sum = 0;
    for (int k = 0; k < length; k++) {
      int y = row + k % (size * size) / size;
      int x = column + k % size;
      patch[k] = image[k / (size * size) * shape.plane() + y * shape.width() + x] & 0xFF;
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

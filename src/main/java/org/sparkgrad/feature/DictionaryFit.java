package org.sparkgrad.feature;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.patch.DictionarySettings;
import org.sparkgrad.image.patch.PatchCoding;
import org.sparkgrad.image.patch.PatchDictionary;
import org.sparkgrad.image.patch.Patches;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.Projection;
import org.sparkgrad.stats.Clusters;
import org.sparkgrad.stats.Covariance;
import org.sparkgrad.stats.PrincipalComponents;

/**
 * Makes dictionaries of patches of training images: a sample of them is drawn on the executors;
 * whitening and filters are fitted to it on the driver. The first patches drawn are the filters, or
 * what clustering starts from.
 */
final class DictionaryFit {
  private final Patches patches;

  DictionaryFit(Patches patches) {
    this.patches = patches;
  }

  /**
   * One job over the blocks.
   *
   * @param images blocks of images
   * @param range the training part
   */
  PatchDictionary of(JavaRDD<Block> images, RowRange range) {
    return of(new PatchSample(patches, range).of(images));
  }

  /** The dictionary of normalised patches. */
  PatchDictionary of(Matrix sample) {
    DictionarySettings settings = patches.dictionary();
    Projection whitening = PrincipalComponents.of(Covariance.of(sample)).zca(settings.whitening());
    Matrix whitened =
        Matrix.of(new float[sample.rows() * sample.columns()], sample.rows(), sample.columns());
    whitening.apply(sample, whitened);
    return new PatchDictionary(whitening, filters(whitened));
  }

  private float[] filters(Matrix whitened) {
    int rounds = patches.dictionary().rounds();
    int length = whitened.columns();
    float[] first = Arrays.copyOf(whitened.values(), patches.dictionary().filters() * length);
    return switch (patches.dictionary().kind()) {
      case RANDOM -> scaled(first, length);
      case K_MEANS -> scaled(Clusters.means(whitened, first, rounds), length);
      case OMP_1 -> Clusters.directions(whitened, scaled(first, length), rounds);
    };
  }

  /** The filters made of length 1 where only their directions count; zeros stay. */
  private float[] scaled(float[] filters, int length) {
    if (patches.coding() == PatchCoding.TRIANGLE) {
      return filters;
    }
    float[] scaled = new float[filters.length];
    for (int start = 0; start < filters.length; start += length) {
      double squares = 0;
      for (int i = start; i < start + length; i++) {
        squares += (double) filters[i] * filters[i];
      }
      double factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
      for (int i = start; i < start + length; i++) {
        scaled[i] = (float) (factor * filters[i]);
      }
    }
    return scaled;
  }
}

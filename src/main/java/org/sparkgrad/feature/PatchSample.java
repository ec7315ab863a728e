package org.sparkgrad.feature;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.patch.DictionarySettings;
import org.sparkgrad.image.patch.PatchGrid;
import org.sparkgrad.image.patch.PatchReader;
import org.sparkgrad.image.patch.Patches;
import org.sparkgrad.linalg.CounterRandom;
import org.sparkgrad.linalg.Matrix;

/**
 * Normalised patches of training images, drawn with replacement: image, row and column of draw i
 * are a function of the seed and i alone, uniform over all places where a patch fits, whatever the
 * stride.
 */
final class PatchSample implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long STREAM = 0x5061746368L;

  private final PatchGrid grid;
  private final DictionarySettings settings;
  private final RowRange range;
  private final CounterRandom random;

  /**
   * @param range the training part; not empty
   */
  PatchSample(Patches patches, RowRange range) {
    grid = patches.grid();
    settings = patches.dictionary();
    this.range = range;
    random = new CounterRandom(settings.seed(), STREAM);
  }

  /** Draws of one block, and their patches. A plain class, as it is an element of an RDD. */
  private static final class Drawn implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] draws;
    private final float[] patches;

    Drawn(int[] draws, float[] patches) {
      this.draws = draws;
      this.patches = patches;
    }
  }

  /** One job over the blocks of images; patch i is row i of the result. */
  Matrix of(JavaRDD<Block> images) {
    int length = grid.length();
    float[] sample = new float[settings.sample() * length];
    for (Drawn each : images.map(this::of).collect()) {
      for (int i = 0; i < each.draws.length; i++) {
        System.arraycopy(each.patches, i * length, sample, each.draws[i] * length, length);
      }
    }
    return Matrix.of(sample, settings.sample(), length);
  }

  private Drawn of(Block images) {
    int[] draws = draws(images);
    float[] patches = new float[draws.length * grid.length()];
    PatchReader reader = new PatchReader(grid, settings.contrast());
    for (int i = 0; i < draws.length; i++) {
      int from = images.pixelStart(row(draws[i]));
      int top = place(grid.image().height(), 3L * draws[i] + 1);
      int left = place(grid.image().width(), 3L * draws[i] + 2);
      reader.read(images.pixels(), from, top, left, patches, i * grid.length());
    }
    return new Drawn(draws, patches);
  }

  /** The draws of images of a block. */
  private int[] draws(Block images) {
    List<Integer> draws = new ArrayList<>();
    for (int draw = 0; draw < settings.sample(); draw++) {
      int row = row(draw);
      if (row >= images.firstRow() && row < images.endRow()) {
        draws.add(draw);
      }
    }
    return draws.stream().mapToInt(Integer::intValue).toArray();
  }

  private int row(int draw) {
    return range.start() + random.below(range.size(), 3L * draw);
  }

  private int place(int side, long counter) {
    return random.below(side - grid.size() + 1, counter);
  }
}

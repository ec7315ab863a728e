package org.sparkgrad.feature;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.BlockRows;
import org.sparkgrad.data.FeatureRows;
import org.sparkgrad.data.RowCounter;
import org.sparkgrad.data.SpilledRows;
import org.sparkgrad.image.FeatureExtractor;
import org.sparkgrad.image.Flip;
import org.sparkgrad.image.ImageFeatures;
import org.sparkgrad.image.ImageShape;

/** Computes the features of blocks of images, on the executors. Immutable. */
public final class Extraction implements Serializable {
  /** Raised whenever the same feature string gives other values. */
  public static final int VERSION = 1;

  private static final long serialVersionUID = 1L;

  private final ImageFeatures features;
  private final boolean mirrored;
  private final boolean spilled;

  /**
   * @param mirrored whether to compute the features of mirror images too
   */
  public Extraction(ImageFeatures features, boolean mirrored) {
    this(features, mirrored, false);
  }

  /**
   * @param mirrored whether to compute the features of mirror images too
   * @param spilled whether features are kept on the executors' disks rather than in memory; the
   *     values are the same
   */
  Extraction(ImageFeatures features, boolean mirrored, boolean spilled) {
    this.features = features;
    this.mirrored = mirrored;
    this.spilled = spilled;
  }

  /** The blocks with features in place of images, computed when they are read. */
  public JavaRDD<Block> of(JavaRDD<Block> images) {
    return of(images, RowCounter.NONE);
  }

  /**
   * The same.
   *
   * @param done counts the rows whose features have been computed
   */
  JavaRDD<Block> of(JavaRDD<Block> images, RowCounter done) {
    return images.map(block -> of(block, done));
  }

  /** The block with features in place of images. */
  public Block of(Block images) {
    return of(images, RowCounter.NONE);
  }

  private Block of(Block images, RowCounter done) {
    return images.with(spilled ? spilled(images, done) : inMemory(images, done));
  }

  private BlockRows spilled(Block images, RowCounter done) {
    FeatureExtractor extractor = features.extractor();
    ImageShape image = images.image();
    byte[] mirror = new byte[image.bytes()];
    SpilledRows.Maker maker =
        (index, ofMirror, out) -> {
          int from = images.pixelStart(images.firstRow() + index);
          if (ofMirror) {
            Flip.apply(image, images.pixels(), from, mirror);
            extractor.extract(mirror, 0, out, 0);
          } else {
            extractor.extract(images.pixels(), from, out, 0);
            done.add(1);
          }
        };
    return SpilledRows.of(images.rows().size(), features.size(), mirrored, maker);
  }

  private BlockRows inMemory(Block images, RowCounter done) {
    int size = features.size();
    int rows = images.endRow() - images.firstRow();
    float[] values = new float[rows * size];
    float[] ofMirrors = new float[mirrored ? rows * size : 0];
    FeatureExtractor extractor = features.extractor();
    ImageShape image = images.image();
    byte[] mirror = new byte[image.bytes()];
    for (int i = 0; i < rows; i++) {
      int from = images.pixelStart(images.firstRow() + i);
      extractor.extract(images.pixels(), from, values, i * size);
      if (mirrored) {
        Flip.apply(image, images.pixels(), from, mirror);
        extractor.extract(mirror, 0, ofMirrors, i * size);
      }
      done.add(1);
    }
    return new FeatureRows(size, values, ofMirrors);
  }
}

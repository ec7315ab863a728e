package org.sparkgrad.dataset;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.image.PixelScaling;

/**
 * A feature pipeline fitted to a training part: all it takes to make features of images. Immutable.
 *
 * @param scaling what the stages have become: one straight line a value, applied as rows are read
 */
public record FittedFeatures(FeaturePipeline pipeline, PixelScaling scaling)
    implements Serializable {

  /** Blocks of images as {@link #scaling} takes them; made as they are asked for. */
  public JavaRDD<Block> prepare(JavaRDD<Block> images) {
    return pipeline.readsPixels() ? images : new Extraction(pipeline.extracted(), false).of(images);
  }
}

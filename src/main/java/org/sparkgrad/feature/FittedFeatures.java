package org.sparkgrad.feature;

import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;

/**
 * A feature pipeline fitted to a training part: all it takes to make features of images. Immutable.
 *
 * @param projection what the dense stage, and those before it, have become
 * @param scaling what the stages behind it, or all where there is none, have become: one straight
 *     line a value, applied as rows are read
 */
public record FittedFeatures(
    FeaturePipeline pipeline, Optional<FittedProjection> projection, FeatureScaling scaling) {

  /** Of a pipeline without a dense stage. */
  public FittedFeatures(FeaturePipeline pipeline, FeatureScaling scaling) {
    this(pipeline, Optional.empty(), scaling);
  }

  /** Blocks of images as {@link #scaling} takes them; made as they are asked for. */
  public JavaRDD<Block> prepare(JavaRDD<Block> images) {
    if (pipeline.readsPixels()) {
      return images;
    }
    JavaRDD<Block> extracted = new Extraction(pipeline.extracted(), false).of(images);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(images.context());
    return projection
        .map(fitted -> FittedProjection.map(extracted, context.broadcast(fitted)))
        .orElse(extracted);
  }
}

package org.sparkgrad.feature;

import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.image.TestViews;

/**
 * A feature pipeline fitted to a training part: all that it takes to compute features of images.
 * Immutable.
 *
 * @param projection the fitted dense stage and those before it
 * @param scaling the fitted stages after the dense one, or all of them if there is none: an affine
 *     map of each value, applied as rows are read
 */
public record FittedFeatures(
    FeaturePipeline pipeline, Optional<FittedProjection> projection, FeatureScaling scaling) {

  /** For a pipeline without a dense stage. */
  public FittedFeatures(FeaturePipeline pipeline, FeatureScaling scaling) {
    this(pipeline, Optional.empty(), scaling);
  }

  /** Blocks of images as {@link #scaling} takes them; to be closed after use. */
  public PreparedRows prepare(JavaRDD<Block> images) {
    if (pipeline.readsPixels()) {
      return new PreparedRows(images, Optional.empty());
    }
    JavaRDD<Block> extracted = new Extraction(pipeline.extracted(), false).of(images);
    return projection
        .map(fitted -> project(extracted, fitted))
        .orElseGet(() -> new PreparedRows(extracted, Optional.empty()));
  }

  /** Blocks of images to be seen in some views; to be closed after use. */
  public PreparedRows prepare(JavaRDD<Block> images, TestViews views) {
    if (views == TestViews.NONE) {
      return prepare(images);
    }
    Broadcast<FittedProjection> shipped =
        projection.map(fitted -> ship(images, fitted)).orElse(null);
    return new PreparedRows(
        images, Optional.ofNullable(shipped), SeenRows.of(views, pipeline, shipped));
  }

  private static Broadcast<FittedProjection> ship(JavaRDD<Block> with, FittedProjection fitted) {
    return JavaSparkContext.fromSparkContext(with.context()).broadcast(fitted);
  }

  private static PreparedRows project(JavaRDD<Block> extracted, FittedProjection fitted) {
    Broadcast<FittedProjection> shipped = ship(extracted, fitted);
    return new PreparedRows(FittedProjection.map(extracted, shipped), Optional.of(shipped));
  }
}

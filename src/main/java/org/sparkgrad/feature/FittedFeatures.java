package org.sparkgrad.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.image.patch.DictionaryReference;
import org.sparkgrad.image.patch.PatchDictionary;

/**
 * A feature pipeline fitted to a training part: all that it takes to compute features of images.
 * Immutable.
 *
 * @param dictionaries of the sources that have one, in their order
 * @param projection the fitted dense stage and those before it
 * @param scaling the fitted stages after the dense one, or all of them if there is none: an affine
 *     map of each value, applied as rows are read
 */
public record FittedFeatures(
    FeaturePipeline pipeline,
    List<PatchDictionary> dictionaries,
    Optional<FittedProjection> projection,
    FeatureScaling scaling) {

  /** For a pipeline without dictionaries and without a dense stage. */
  public FittedFeatures(FeaturePipeline pipeline, FeatureScaling scaling) {
    this(pipeline, List.of(), Optional.empty(), scaling);
  }

  /** The same with dictionaries. */
  FittedFeatures with(List<PatchDictionary> others) {
    return new FittedFeatures(pipeline, others, projection, scaling);
  }

  /** What makes blocks as {@link #scaling} takes them where they are. */
  public LocalFeatures local() {
    if (pipeline.extractsNothing()) {
      return new LocalFeatures(null, projection.orElse(null), scaling);
    }
    List<DictionaryReference> own =
        dictionaries.stream().map(each -> (DictionaryReference) () -> each).toList();
    return new LocalFeatures(
        new Extraction(pipeline.extracted(own), false), projection.orElse(null), scaling);
  }

  /** Blocks of images as {@link #scaling} takes them; to be closed after use. */
  public PreparedRows prepare(JavaRDD<Block> images) {
    if (pipeline.readsRows()) {
      return new PreparedRows(images, List.of());
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(images.context());
    ShippedDictionaries shipped = ShippedDictionaries.of(context, dictionaries);
    List<Broadcast<?>> computedWith = new ArrayList<>(shipped.broadcasts());
    JavaRDD<Block> rows =
        pipeline.extractsNothing()
            ? images
            : new Extraction(shipped.features(pipeline), false).of(images);
    if (projection.isPresent()) {
      Broadcast<FittedProjection> fitted = context.broadcast(projection.get());
      computedWith.add(fitted);
      rows = FittedProjection.map(rows, fitted);
    }
    return new PreparedRows(rows, computedWith);
  }

  /** Blocks of images to be seen in some views; to be closed after use. */
  public PreparedRows prepare(JavaRDD<Block> images, TestViews views) {
    if (views == TestViews.NONE) {
      return prepare(images);
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(images.context());
    ShippedDictionaries shipped = ShippedDictionaries.of(context, dictionaries);
    List<Broadcast<?>> computedWith = new ArrayList<>(shipped.broadcasts());
    Optional<Broadcast<FittedProjection>> fitted = projection.map(context::broadcast);
    fitted.ifPresent(computedWith::add);
    Optional<Extraction> extraction =
        pipeline.extractsNothing()
            ? Optional.empty()
            : Optional.of(new Extraction(shipped.features(pipeline), false));
    return new PreparedRows(
        images, computedWith, SeenRows.of(views, extraction.orElse(null), fitted.orElse(null)));
  }
}

package org.sparkgrad.artifact;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.linalg.Projection;

/** The arrays of fitted features; {@link SavedModel} says which there are. */
final class SavedFeatures {
  private static final String SCALE = "_scale.npy";
  private static final String OFFSET = "_offset.npy";
  private static final String PIXEL = "pixel";
  private static final String FEATURE = "feature";
  private static final String COMPONENT = "component";
  private static final String MEAN = "projection_mean.npy";
  private static final String PROJECTION = "projection.npy";

  private final ArrayFiles arrays;

  SavedFeatures(ArrayFiles arrays) {
    this.arrays = arrays;
  }

  void write(FittedFeatures features) {
    if (features.projection().isEmpty()) {
      writeScaling(scaled(features.pipeline()), features.scaling());
      return;
    }
    FittedProjection fitted = features.projection().get();
    Projection projection = fitted.projection();
    List<Integer> shape = List.of(projection.outputs(), projection.columns());
    writeScaling(FEATURE, fitted.before());
    arrays.write(MEAN, List.of(projection.columns()), projection.mean());
    arrays.write(PROJECTION, shape, projection.weights());
    writeScaling(COMPONENT, features.scaling());
  }

  private void writeScaling(String kind, FeatureScaling scaling) {
    List<Integer> shape = List.of(scaling.features());
    arrays.write(kind + SCALE, shape, scaling.scale());
    arrays.write(kind + OFFSET, shape, scaling.offset());
  }

  /** What the elementwise affine stages are of, for the names of their files. */
  private static String scaled(FeaturePipeline pipeline) {
    return pipeline.readsPixels() ? PIXEL : FEATURE;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param size features that the model takes
   */
  FittedFeatures read(FeaturePipeline pipeline, int size) {
    int extracted = pipeline.size();
    if (pipeline.dense().isEmpty()) {
      return new FittedFeatures(pipeline, readScaling(scaled(pipeline), extracted));
    }
    float[] mean = arrays.read(MEAN, List.of(extracted));
    float[] weights = arrays.read(PROJECTION, List.of(size, extracted));
    FittedProjection fitted =
        new FittedProjection(readScaling(FEATURE, extracted), new Projection(mean, weights));
    return new FittedFeatures(pipeline, Optional.of(fitted), readScaling(COMPONENT, size));
  }

  private FeatureScaling readScaling(String kind, int size) {
    float[] scale = arrays.read(kind + SCALE, List.of(size));
    return new FeatureScaling(scale, arrays.read(kind + OFFSET, List.of(size)));
  }
}

package org.sparkgrad.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.image.patch.PatchDictionary;
import org.sparkgrad.image.patch.Patches;
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

  private static final String MEAN_OF_PATCHES = "_mean.npy";
  private static final String WHITENING = "_whitening.npy";
  private static final String FILTERS = "_filters.npy";

  private final ArrayFiles arrays;

  SavedFeatures(ArrayFiles arrays) {
    this.arrays = arrays;
  }

  void write(FittedFeatures features) {
    writeDictionaries(features.dictionaries());
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

  private void writeDictionaries(List<PatchDictionary> dictionaries) {
    for (int i = 0; i < dictionaries.size(); i++) {
      PatchDictionary each = dictionaries.get(i);
      Projection whitening = each.whitening();
      List<Integer> square = List.of(each.length(), each.length());
      arrays.write(patches(i, MEAN_OF_PATCHES), List.of(each.length()), whitening.mean());
      arrays.write(patches(i, WHITENING), square, whitening.weights());
      arrays.write(patches(i, FILTERS), List.of(each.count(), each.length()), each.filters());
    }
  }

  /** The file of an array of a dictionary; those after the first are numbered from 2. */
  private static String patches(int index, String array) {
    return (index == 0 ? "patches" : "patches_" + (index + 1)) + array;
  }

  private List<PatchDictionary> readDictionaries(FeaturePipeline pipeline) {
    List<PatchDictionary> dictionaries = new ArrayList<>();
    for (Patches each : pipeline.patches()) {
      int index = dictionaries.size();
      int length = each.grid().length();
      List<Integer> square = List.of(length, length);
      float[] mean = arrays.read(patches(index, MEAN_OF_PATCHES), List.of(length));
      float[] whitening = arrays.read(patches(index, WHITENING), square);
      List<Integer> shape = List.of(each.dictionary().filters(), length);
      float[] filters = arrays.read(patches(index, FILTERS), shape);
      dictionaries.add(new PatchDictionary(new Projection(mean, whitening), filters));
    }
    return dictionaries;
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
    List<PatchDictionary> dictionaries = readDictionaries(pipeline);
    if (pipeline.dense().isEmpty()) {
      FeatureScaling scaling = readScaling(scaled(pipeline), extracted);
      return new FittedFeatures(pipeline, dictionaries, Optional.empty(), scaling);
    }
    float[] mean = arrays.read(MEAN, List.of(extracted));
    float[] weights = arrays.read(PROJECTION, List.of(size, extracted));
    FittedProjection fitted =
        new FittedProjection(readScaling(FEATURE, extracted), new Projection(mean, weights));
    return new FittedFeatures(
        pipeline, dictionaries, Optional.of(fitted), readScaling(COMPONENT, size));
  }

  private FeatureScaling readScaling(String kind, int size) {
    float[] scale = arrays.read(kind + SCALE, List.of(size));
    return new FeatureScaling(scale, arrays.read(kind + OFFSET, List.of(size)));
  }
}

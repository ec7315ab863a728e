package org.sparkgrad.feature;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.image.ImageFeatures;
import org.sparkgrad.image.patch.DictionaryReference;
import org.sparkgrad.image.patch.PatchDictionary;

/** The fitted dictionaries of a pipeline, where executors find them. */
record ShippedDictionaries(List<Broadcast<PatchDictionary>> broadcasts) implements AutoCloseable {

  static ShippedDictionaries of(JavaSparkContext context, List<PatchDictionary> dictionaries) {
    return new ShippedDictionaries(dictionaries.stream().map(context::broadcast).toList());
  }

  /** The dictionaries, in the order of their sources. */
  List<PatchDictionary> dictionaries() {
    return broadcasts.stream().map(Broadcast::value).toList();
  }

  /** The features that the sources of a pipeline compute. */
  ImageFeatures features(FeaturePipeline pipeline) {
    return pipeline.extracted(
        broadcasts.stream().map(each -> (DictionaryReference) each::value).toList());
  }

  @Override
  public void close() {
    broadcasts.forEach(Broadcast::destroy);
  }
}

package org.sparkgrad.ml;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.sql.Dataset;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Param maps that are going to be asked for one by one, of one DataFrame after the other, and
 * trained together. Several threads may ask at a time. It keeps the models of the last DataFrame
 * that have not been asked for.
 */
final class FusedGrid {
  private final List<ParamMap> maps;
  private final Map<Set<ParamPair<?>>, SparkgradClassificationModel> models = new HashMap<>();
  private WeakReference<Dataset<?>> trainedOn = new WeakReference<>(null);

  FusedGrid(List<ParamMap> maps) {
    this.maps = maps;
  }

  boolean has(ParamMap map) {
    return maps.stream().anyMatch(each -> pairs(each).equals(pairs(map)));
  }

  synchronized SparkgradClassificationModel fit(
      SparkgradClassifier classifier, Dataset<?> dataset, ParamMap map) {
    if (trainedOn.get() != dataset || !models.containsKey(pairs(map))) {
      List<SparkgradClassificationModel> trained = classifier.fitAll(dataset, maps);
      for (int i = 0; i < trained.size(); i++) {
        models.put(pairs(maps.get(i)), trained.get(i));
      }
      trainedOn = new WeakReference<>(dataset);
    }
    return models.remove(pairs(map));
  }

  private static Set<ParamPair<?>> pairs(ParamMap map) {
    return new HashSet<>(CollectionConverters.asJava(map.toSeq()));
  }
}

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
 *
 * <p>After those of the folds comes the DataFrame of all rows, on which the best map alone is asked
 * for, and then folds again, if the same validator fits once more.
 */
final class FusedGrid {
  private final List<ParamMap> maps;
  private final Map<Set<ParamPair<?>>, SparkgradClassificationModel> models = new HashMap<>();
  private final int folds;
  private WeakReference<Dataset<?>> last = new WeakReference<>(null);

  /** How many DataFrames have been asked of; the last one of each round is that of all rows. */
  private int tables;

  /**
   * @param folds DataFrames on which all maps are asked for, before one on which one is
   */
  FusedGrid(List<ParamMap> maps, int folds) {
    this.maps = maps;
    this.folds = folds;
  }

  boolean has(ParamMap map) {
    return maps.stream().anyMatch(each -> pairs(each).equals(pairs(map)));
  }

  /**
   * The model of a map.
   *
   * @throws IllegalStateException if training on all rows diverges; a model of a fold says so in
   *     its summary, and predicts nothing
   */
  synchronized SparkgradClassificationModel fit(
      SparkgradClassifier classifier, Dataset<?> dataset, ParamMap map) {
    if (last.get() != dataset) {
      last = new WeakReference<>(dataset);
      models.clear();
      tables++;
    }
    if (!models.containsKey(pairs(map))) {
      train(classifier, dataset, isOfAllRows() ? List.of(map) : maps);
    }
    SparkgradClassificationModel model = models.remove(pairs(map));
    if (isOfAllRows()) {
      model.summary().requireFinite(classifier.copy(map));
    }
    return model;
  }

  private boolean isOfAllRows() {
    return tables % (folds + 1L) == 0;
  }

  private void train(SparkgradClassifier classifier, Dataset<?> dataset, List<ParamMap> asked) {
    try {
      List<SparkgradClassificationModel> trained = classifier.fitAll(dataset, asked);
      for (int i = 0; i < trained.size(); i++) {
        models.put(pairs(asked.get(i)), trained.get(i));
      }
    } finally {
      if (models.isEmpty()) {
        beginRound();
      }
    }
  }

  /** A validator ends where training fails: what is asked for next is of its first fold. */
  private void beginRound() {
    tables = 0;
    last = new WeakReference<>(null);
  }

  private static Set<ParamPair<?>> pairs(ParamMap map) {
    return new HashSet<>(CollectionConverters.asJava(map.toSeq()));
  }
}

package org.sparkgrad.train;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.DataSet;
import org.sparkgrad.data.LabelledImages;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.Cifar10Images;
import org.sparkgrad.data.format.DataDirectory;
import org.sparkgrad.data.format.DataFingerprint;
import org.sparkgrad.distributed.MergeDepth;
import org.sparkgrad.feature.FeatureCache;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FeatureStore;
import org.sparkgrad.feature.PreparedData;

/**
 * The data that all cells of a run share: loaded and cached once, as its features are. Safe to be
 * used by several cells at a time.
 */
public final class TrainingData implements AutoCloseable {
  private final DataSet dataSet;
  private final MergeDepth mergeDepth;
  private final FeatureCache features;

  private TrainingData(DataSet dataSet, MergeDepth mergeDepth, Optional<FeatureStore> store) {
    this.dataSet = dataSet;
    this.mergeDepth = mergeDepth;
    features = new FeatureCache(dataSet, store);
  }

  /** Loads both parts of a data set; see {@link Cifar10Images#load}. */
  public static TrainingData load(
      JavaSparkContext context, DataDirectory directory, int partitions) {
    return load(context, directory, partitions, MergeDepth.AUTOMATIC, Optional.empty());
  }

  /**
   * Loads both parts of a data set; see {@link Cifar10Images#load}.
   *
   * @param mergeDepth over how many levels the sums of the partitions are merged
   * @param store where features may be found that need no extraction; changes no result
   */
  public static TrainingData load(
      JavaSparkContext context,
      DataDirectory directory,
      int partitions,
      MergeDepth mergeDepth,
      Optional<FeatureStore> store) {
    String sha256 = DataFingerprint.of(context, directory).sha256();
    int depth = mergeDepth.layoutLevels();
    LabelledImages train = Cifar10Images.load(context, directory.train(), partitions, depth);
    try {
      LabelledImages test = Cifar10Images.load(context, directory.test(), partitions, depth);
      return new TrainingData(
          new DataSet(train, test, directory.classNames(), sha256), mergeDepth, store);
    } catch (RuntimeException e) {
      train.close();
      throw e;
    }
  }

  public DataSet dataSet() {
    return dataSet;
  }

  public LabelledImages train() {
    return dataSet.train();
  }

  public LabelledImages test() {
    return dataSet.test();
  }

  public List<String> classNames() {
    return dataSet.classNames();
  }

  /** What identifies the data set; see {@link DataFingerprint}. */
  public String sha256() {
    return dataSet.sha256();
  }

  MergeDepth mergeDepth() {
    return mergeDepth;
  }

  /** Fits a cell's features to the training rows of {@code range}. */
  PreparedData prepare(Hyperparameters cell, RowRange range) {
    return features.prepare(
        FeaturePipeline.parse(cell.get(Hyperparameter.FEATURES)),
        range,
        cell.get(Hyperparameter.FLIP));
  }

  @Override
  public void close() {
    features.close();
    dataSet.close();
  }
}

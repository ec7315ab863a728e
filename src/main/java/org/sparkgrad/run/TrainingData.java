package org.sparkgrad.run;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.dataset.DataDirectory;
import org.sparkgrad.dataset.DataFingerprint;
import org.sparkgrad.dataset.FeaturePipeline;
import org.sparkgrad.dataset.LabelledImages;
import org.sparkgrad.dataset.RowRange;
import org.sparkgrad.distributed.MergeDepth;

/**
 * The data that all cells of a run share: loaded and cached once, as its features are. Safe to be
 * used by several cells at a time.
 */
public final class TrainingData implements AutoCloseable {
  private final LabelledImages train;
  private final LabelledImages test;
  private final List<String> classNames;
  private final String sha256;
  private final MergeDepth mergeDepth;
  private final FeatureCache features;

  private TrainingData(
      LabelledImages train,
      LabelledImages test,
      List<String> classNames,
      String sha256,
      MergeDepth mergeDepth,
      Optional<FeatureStore> store) {
    this.train = train;
    this.test = test;
    this.classNames = classNames;
    this.sha256 = sha256;
    this.mergeDepth = mergeDepth;
    features = new FeatureCache(train, test, sha256, store);
  }

  /** Loads both parts of a data set; see {@link LabelledImages#load}. */
  public static TrainingData load(
      JavaSparkContext context, DataDirectory directory, int partitions) {
    return load(context, directory, partitions, MergeDepth.AUTOMATIC, Optional.empty());
  }

  /**
   * Loads both parts of a data set; see {@link LabelledImages#load}.
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
    LabelledImages train = LabelledImages.load(context, directory.train(), partitions);
    try {
      LabelledImages test = LabelledImages.load(context, directory.test(), partitions);
      return new TrainingData(train, test, directory.classNames(), sha256, mergeDepth, store);
    } catch (RuntimeException e) {
      train.close();
      throw e;
    }
  }

  public LabelledImages train() {
    return train;
  }

  public LabelledImages test() {
    return test;
  }

  public List<String> classNames() {
    return classNames;
  }

  /** What identifies the data set; see {@link DataFingerprint}. */
  public String sha256() {
    return sha256;
  }

  MergeDepth mergeDepth() {
    return mergeDepth;
  }

  /** Fits a cell's features to the training rows of {@code range}. */
  PreparedData prepare(Hyperparameters cell, RowRange range) {
    return features.prepare(FeaturePipeline.parse(cell.features()), range, cell.flip());
  }

  @Override
  public void close() {
    features.close();
    train.close();
    test.close();
  }
}

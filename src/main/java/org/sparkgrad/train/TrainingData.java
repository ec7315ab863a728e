package org.sparkgrad.train;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataSet;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.RowCounter;
import org.sparkgrad.data.RowProgress;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.DataFingerprint;
import org.sparkgrad.data.format.DataPart;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.distributed.MergeDepth;
import org.sparkgrad.feature.FeatureCache;
import org.sparkgrad.feature.FeatureStore;
import org.sparkgrad.feature.PreparedData;
import org.sparkgrad.image.FlipKind;

/**
 * The data that all cells of a run share: loaded and cached once, as its features are. Safe to be
 * used by several cells at a time.
 */
public final class TrainingData implements AutoCloseable {
  private final DataSet dataSet;
  private final MergeDepth mergeDepth;
  private final FeatureCache features;

  private TrainingData(
      DataSet dataSet, MergeDepth mergeDepth, Optional<FeatureStore> store, RowProgress progress) {
    this.dataSet = dataSet;
    this.mergeDepth = mergeDepth;
    features = new FeatureCache(dataSet, store, progress);
  }

  /** Loads both parts of a data set; see {@link PartLoader#load}. */
  public static TrainingData load(JavaSparkContext context, DataSource source, int partitions) {
    return load(context, source, new DataLayout(partitions), Optional.empty());
  }

  /**
   * Loads both parts of a data set; see {@link PartLoader#load}.
   *
   * @param store where features may be found that need no extraction; changes no result
   */
  public static TrainingData load(
      JavaSparkContext context,
      DataSource source,
      DataLayout layout,
      Optional<FeatureStore> store) {
    return load(context, source, layout, store, RowProgress.NONE);
  }

  /**
   * The same.
   *
   * @param progress hears of the loading, and of the computing of features
   */
  public static TrainingData load(
      JavaSparkContext context,
      DataSource source,
      DataLayout layout,
      Optional<FeatureStore> store,
      RowProgress progress) {
    RowCounter loaded = progress.begin("load", source.rows());
    String sha256 = DataFingerprint.of(context, source).sha256();
    LabelledRows train = load(context, source.train(), layout, loaded);
    try {
      LabelledRows test = load(context, source.test(), layout, loaded);
      return new TrainingData(
          new DataSet(source.shape(), train, test, source.classNames(), sha256),
          layout.mergeDepth(),
          store,
          progress);
    } catch (RuntimeException e) {
      train.close();
      throw e;
    }
  }

  /** A data set that has been loaded, and is closed with this. */
  public static TrainingData of(DataSet dataSet, MergeDepth mergeDepth) {
    return new TrainingData(dataSet, mergeDepth, Optional.empty(), RowProgress.NONE);
  }

  private static LabelledRows load(
      JavaSparkContext context, DataPart part, DataLayout layout, RowCounter loaded) {
    return PartLoader.load(
        context, part, layout.of(part.rows(), part.shape().bytesPerRow()), loaded);
  }

  public DataSet dataSet() {
    return dataSet;
  }

  /** What its rows are. */
  public DataShape shape() {
    return dataSet.shape();
  }

  public LabelledRows train() {
    return dataSet.train();
  }

  public LabelledRows test() {
    return dataSet.test();
  }

  public List<String> classNames() {
    return dataSet.classNames();
  }

  /** What identifies the data set; see {@link DataFingerprint}. */
  public String sha256() {
    return dataSet.sha256();
  }

  /** How many blocks the training rows are cut into; the bits of what is trained depend on it. */
  public int blocks() {
    return dataSet.blocks();
  }

  MergeDepth mergeDepth() {
    return mergeDepth;
  }

  /** Fits a cell's features to the training rows of {@code range}. */
  PreparedData prepare(Hyperparameters cell, RowRange range) {
    return features.prepare(cell.pipeline(shape()), range, flips(cell));
  }

  /** The test rows of a cell that has been trained, if they are kept. */
  public Optional<JavaRDD<Block>> testRows(Hyperparameters cell) {
    RowRange range = Parts.of(train(), cell.get(Hyperparameter.VALIDATION)).train();
    return features.preparedTest(cell.pipeline(shape()), range, flips(cell));
  }

  private static boolean flips(Hyperparameters cell) {
    return cell.find(Hyperparameter.FLIP).filter(FlipKind::flips).isPresent();
  }

  /**
   * Frees features that are fitted to a part of the training rows; called when nobody uses them.
   */
  public void releaseParts() {
    features.releaseAllBut(new RowRange(0, train().rows()));
  }

  @Override
  public void close() {
    features.close();
    dataSet.close();
  }
}

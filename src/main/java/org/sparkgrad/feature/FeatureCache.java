package org.sparkgrad.feature;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataSet;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.RowCounter;
import org.sparkgrad.data.RowProgress;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageFeatures;
import org.sparkgrad.io.DataException;
import org.sparkgrad.stats.ColumnStatistics;

/**
 * Features that the cells of a run share: extracted and cached once, with statistics computed once
 * per training part. Safe to be used by several cells at a time.
 */
public final class FeatureCache implements AutoCloseable {
  private final DataSet data;
  private final Optional<FeatureStore> store;
  private final RowProgress progress;
  private final Memo<FittedTo, ShippedDictionaries> dictionaries = new Memo<>();
  private final Memo<Source, Blocks> extracted = new Memo<>();
  private final Memo<FittedTo, ColumnStatistics> statistics = new Memo<>();
  private final ProjectionCache projections = new ProjectionCache();
  private final Map<Prepared, JavaRDD<Block>> tests = new ConcurrentHashMap<>();

  /**
   * @param store may hold features, which then need no extraction
   * @param progress hears of the computing of features
   */
  public FeatureCache(DataSet data, Optional<FeatureStore> store, RowProgress progress) {
    this.data = data;
    this.store = store;
    this.progress = progress;
  }

  /**
   * Key of extracted features.
   *
   * @param fittedTo the training part, if dictionaries are fitted to it
   * @param mirrored whether mirror images are included
   */
  private record Source(String text, Optional<RowRange> fittedTo, boolean mirrored) {}

  /** Cached blocks of both parts. */
  record Blocks(JavaRDD<Block> train, JavaRDD<Block> test) {

    static Blocks cached(String name, JavaRDD<Block> train, JavaRDD<Block> test) {
      return new Blocks(cached(name, train), cached(name, test));
    }

    private static JavaRDD<Block> cached(String name, JavaRDD<Block> blocks) {
      return blocks.setName(name).persist(StorageLevel.MEMORY_AND_DISK());
    }

    void unpersist() {
      train.unpersist(false);
      test.unpersist(false);
    }
  }

  /** Key of test rows. */
  private record Prepared(String text, RowRange range, boolean mirrored) {}

  /** Key of a fit: the text of what is fitted, and its rows. */
  record FittedTo(String text, RowRange range) {}

  /**
   * Fits features to the training rows of {@code range}.
   *
   * @param mirrored whether mirror images are trained on too
   * @throws DataException if there are too few rows for the components that are asked for
   */
  public PreparedData prepare(FeaturePipeline pipeline, RowRange range, boolean mirrored) {
    pipeline
        .problemWith(range.size())
        .ifPresent(
            problem -> {
              throw new DataException("fit features: " + problem);
            });
    ShippedDictionaries shipped = dictionaries(pipeline, range);
    Blocks blocks = blocks(pipeline, range, shipped, mirrored);
    ColumnStatistics fitted =
        pipeline.needsStatistics()
            ? statistics.get(
                new FittedTo(pipeline.extractedText(), range),
                () ->
                    ColumnStatistics.of(
                        blocks.train(), range, pipeline.size(), pipeline.readsPixels()))
            : null;
    PreparedData prepared =
        pipeline.dense().isEmpty()
            ? new PreparedData(pipeline.fit(fitted), blocks.train(), blocks.test())
            : projections.prepare(pipeline, blocks, range, fitted, mirrored);
    PreparedData whole = prepared.with(shipped.dictionaries());
    tests.put(new Prepared(pipeline.toString(), range, mirrored), whole.test());
    return whole;
  }

  /**
   * The test rows that {@link #prepare} has made; empty if it was not called, or they are freed.
   */
  public Optional<JavaRDD<Block>> preparedTest(
      FeaturePipeline pipeline, RowRange range, boolean mirrored) {
    return Optional.ofNullable(tests.get(new Prepared(pipeline.toString(), range, mirrored)));
  }

  private ShippedDictionaries dictionaries(FeaturePipeline pipeline, RowRange range) {
    if (pipeline.patches().isEmpty()) {
      return new ShippedDictionaries(List.of());
    }
    JavaRDD<Block> images = data.train().blocks();
    return dictionaries.get(
        new FittedTo(pipeline.extractedText(), range),
        () ->
            ShippedDictionaries.of(
                JavaSparkContext.fromSparkContext(images.context()),
                pipeline.patches().stream()
                    .map(each -> new DictionaryFit(each).of(images, range))
                    .toList()));
  }

  private Blocks blocks(
      FeaturePipeline pipeline, RowRange range, ShippedDictionaries shipped, boolean mirrored) {
    if (pipeline.extractsNothing()) {
      return new Blocks(data.train().blocks(), data.test().blocks());
    }
    Optional<RowRange> fittedTo = Optional.of(range).filter(any -> !pipeline.patches().isEmpty());
    return extracted.get(
        new Source(pipeline.extractedText(), fittedTo, mirrored),
        () -> extract(pipeline, shipped.features(pipeline), mirrored));
  }

  private Blocks extract(FeaturePipeline pipeline, ImageFeatures features, boolean mirrored) {
    Optional<FeatureStore> holding =
        store.filter(each -> each.holds(pipeline, data.sha256(), mirrored));
    if (holding.isPresent()) {
      int size = pipeline.size();
      return Blocks.cached(
          pipeline.extractedText(),
          holding.get().train(data.train(), size),
          holding.get().test(data.test(), size));
    }
    boolean spilled = !fits(pipeline, mirrored);
    return Blocks.cached(
        pipeline.extractedText(),
        extracted("features", data.train(), new Extraction(features, mirrored, spilled)),
        extracted("test features", data.test(), new Extraction(features, false, spilled)));
  }

  private boolean fits(FeaturePipeline pipeline, boolean mirrored) {
    double rows = data.train().rows() * (mirrored ? 2.0 : 1.0) + data.test().rows();
    return CacheRoom.fits(
        data.train().blocks().context(),
        pipeline.extractedText(),
        rows * pipeline.size() * Float.BYTES);
  }

  private JavaRDD<Block> extracted(String task, LabelledRows images, Extraction extraction) {
    RowCounter done = progress.begin(task, images.rows());
    return extraction.of(images.blocks(), done);
  }

  /**
   * Frees what is fitted to other training parts than {@code range}, and can take gigabytes; called
   * when nobody uses it.
   */
  public void releaseAllBut(RowRange range) {
    tests.clear();
    projections.releaseAllBut(range);
    extracted
        .remove(key -> key.fittedTo().isPresent() && !key.fittedTo().get().equals(range))
        .forEach(Blocks::unpersist);
    dictionaries.remove(key -> !key.range().equals(range)).forEach(ShippedDictionaries::close);
  }

  /** Frees the executors' memory. */
  @Override
  public void close() {
    projections.close();
    extracted.values().forEach(Blocks::unpersist);
    dictionaries.values().forEach(ShippedDictionaries::close);
  }
}

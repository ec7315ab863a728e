package org.sparkgrad.feature;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.feature.FeatureCache.Blocks;
import org.sparkgrad.feature.FeatureCache.FittedTo;
import org.sparkgrad.stats.ColumnStatistics;
import org.sparkgrad.stats.FeatureStatistics;

/**
 * The projected features that the cells of a run share: fitted once to each training part, computed
 * and cached once. Safe to be used by several cells at a time.
 */
final class ProjectionCache implements AutoCloseable {
  private final Memo<FittedTo, Broadcast<FittedProjection>> fitted = new Memo<>();
  private final Memo<Projected, Blocks> projected = new Memo<>();
  private final Memo<FittedTo, ColumnStatistics> statisticsAfter = new Memo<>();

  private record Projected(FittedTo fit, boolean mirrored) {}

  /**
   * Fits the dense stage of a pipeline and those after it.
   *
   * @param extracted the values of its sources
   * @param range the training part
   * @param statistics of the training part, if stages before the dense one need them
   * @param mirrored whether there are features of mirror images too
   */
  PreparedData prepare(
      FeaturePipeline pipeline,
      Blocks extracted,
      RowRange range,
      ColumnStatistics statistics,
      boolean mirrored) {
    FittedTo fit = new FittedTo(pipeline.projectedText(), range);
    Broadcast<FittedProjection> projection =
        fitted.get(
            fit,
            () ->
                context(extracted.train())
                    .broadcast(pipeline.fitDense(extracted.train(), range, statistics)));
    Blocks blocks =
        projected.get(
            new Projected(fit, mirrored),
            () ->
                Blocks.cached(
                    pipeline.projectedText(),
                    FittedProjection.map(extracted.train(), projection),
                    FittedProjection.map(extracted.test(), projection)));
    int outputs = projection.value().projection().outputs();
    ColumnStatistics after =
        pipeline.needsStatisticsAfter()
            ? statisticsAfter.get(fit, () -> FeatureStatistics.of(blocks.train(), range, outputs))
            : null;
    return new PreparedData(pipeline.fit(projection.value(), after), blocks.train(), blocks.test());
  }

  private static JavaSparkContext context(JavaRDD<Block> blocks) {
    return JavaSparkContext.fromSparkContext(blocks.context());
  }

  /** Frees what is fitted to other training parts. */
  void releaseAllBut(RowRange range) {
    projected.remove(key -> !key.fit().range().equals(range)).forEach(Blocks::unpersist);
    fitted.remove(key -> !key.range().equals(range)).forEach(Broadcast::destroy);
  }

  /** Frees the executors' memory. */
  @Override
  public void close() {
    projected.values().forEach(Blocks::unpersist);
    fitted.values().forEach(Broadcast::destroy);
  }
}

package org.sparkgrad.feature;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * The projected features that the cells of a run share: fitted once to each training part, made and
 * cached once. Safe to be used by several cells at a time.
 */
final class ProjectionCache implements AutoCloseable {
  private final Map<FittedTo, Broadcast<FittedProjection>> fitted = new ConcurrentHashMap<>();
  private final Map<Projected, Blocks> projected = new ConcurrentHashMap<>();
  private final Map<FittedTo, ColumnStatistics> statisticsBehind = new ConcurrentHashMap<>();

  private record Projected(FittedTo fit, boolean mirrored) {}

  /**
   * Fits the dense stage of a pipeline and what is behind it.
   *
   * @param extracted what its sources give
   * @param range the training part
   * @param statistics of the training part, where stages before the dense one need them
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
        fitted.computeIfAbsent(
            fit,
            key ->
                context(extracted.train())
                    .broadcast(pipeline.fitDense(extracted.train(), range, statistics)));
    Blocks blocks =
        projected.computeIfAbsent(
            new Projected(fit, mirrored),
            key ->
                Blocks.cached(
                    pipeline.projectedText(),
                    FittedProjection.map(extracted.train(), projection),
                    FittedProjection.map(extracted.test(), projection)));
    int outputs = projection.value().projection().outputs();
    ColumnStatistics behind =
        pipeline.needsStatisticsBehind()
            ? statisticsBehind.computeIfAbsent(
                fit, key -> FeatureStatistics.of(blocks.train(), range, outputs))
            : null;
    return new PreparedData(
        pipeline.fit(projection.value(), behind), blocks.train(), blocks.test());
  }

  private static JavaSparkContext context(JavaRDD<Block> blocks) {
    return JavaSparkContext.fromSparkContext(blocks.context());
  }

  /** Gives the executors' memory back. */
  @Override
  public void close() {
    projected.values().forEach(Blocks::unpersist);
    fitted.values().forEach(Broadcast::destroy);
  }
}

package org.sparkgrad.data;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.Projection;

/**
 * A dense stage of a feature string fitted to a training part, with the affine map before it.
 * Immutable.
 *
 * <p>A plain class rather than a record, which Spark's Kryo serializer cannot read back.
 */
public final class FittedProjection implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int WORKING_ROWS = 128;

  private final FeatureScaling before;
  private final Projection projection;

  /**
   * @param before maps extracted values to those that are projected
   */
  public FittedProjection(FeatureScaling before, Projection projection) {
    if (before.features() != projection.columns()) {
      throw new IllegalArgumentException(
          "projection of features: expected one of %d columns, found one of %d"
              .formatted(before.features(), projection.columns()));
    }
    this.before = before;
    this.projection = projection;
  }

  public FeatureScaling before() {
    return before;
  }

  public Projection projection() {
    return projection;
  }

  /** The blocks projected, computed when they are read. */
  public static JavaRDD<Block> map(JavaRDD<Block> blocks, Broadcast<FittedProjection> fitted) {
    return blocks.map(block -> fitted.value().of(block));
  }

  /** The block projected. */
  public Block of(Block extracted) {
    return extracted.projected(this);
  }

  /**
   * Projects rows.
   *
   * @param values extracted values of all rows, row by row; not modified
   */
  float[] apply(float[] values) {
    int size = before.features();
    int rows = values.length / size;
    float[] out = new float[rows * projection.outputs()];
    float[] scaled = new float[Math.min(WORKING_ROWS, rows) * size];
    for (int start = 0; start < rows; start += WORKING_ROWS) {
      int count = Math.min(WORKING_ROWS, rows - start);
      for (int i = 0; i < count; i++) {
        before.apply(values, (start + i) * size, scaled, i * size);
      }
      projection.apply(
          Matrix.of(scaled, count, size),
          new Matrix(out, start * projection.outputs(), count, projection.outputs()));
    }
    return out;
  }
}

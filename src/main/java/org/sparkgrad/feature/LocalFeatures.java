package org.sparkgrad.feature;

import java.io.Serializable;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;

/**
 * Computes fitted features in the thread that asks for them, without a job of its own. Immutable.
 */
public final class LocalFeatures implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Null if the rows are what the sources give. */
  private final Extraction extraction;

  /** Null if there is no dense stage. */
  private final FittedProjection projection;

  private final FeatureScaling scaling;

  LocalFeatures(Extraction extraction, FittedProjection projection, FeatureScaling scaling) {
    this.extraction = extraction;
    this.projection = projection;
    this.scaling = scaling;
  }

  /** How many there are of a row. */
  public int size() {
    return scaling.features();
  }

  /** A row-major matrix of rows x features. */
  public float[] matrix(Block rows) {
    Block own = of(rows);
    float[] features = new float[rows.rows().size() * size()];
    for (int row = rows.firstRow(); row < rows.endRow(); row++) {
      own.features(row, scaling, features, (row - rows.firstRow()) * size());
    }
    return features;
  }

  /** The block as the scaling of the fitted features takes it. */
  public Block of(Block rows) {
    return of(rows, extraction, projection);
  }

  /**
   * The block after both steps.
   *
   * @param extraction null if the rows are what the sources give
   * @param projection null if there is no dense stage
   */
  static Block of(Block rows, Extraction extraction, FittedProjection projection) {
    Block extracted = extraction == null ? rows : extraction.of(rows);
    return projection == null ? extracted : projection.of(extracted);
  }
}

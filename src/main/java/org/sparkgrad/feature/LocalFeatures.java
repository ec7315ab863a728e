package org.sparkgrad.feature;

import java.io.Serializable;
import org.sparkgrad.data.Block;
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

  LocalFeatures(Extraction extraction, FittedProjection projection) {
    this.extraction = extraction;
    this.projection = projection;
  }

  /** The block as the scaling of the fitted features takes it. */
  public Block of(Block rows) {
    Block extracted = extraction == null ? rows : extraction.of(rows);
    return projection == null ? extracted : projection.of(extracted);
  }
}

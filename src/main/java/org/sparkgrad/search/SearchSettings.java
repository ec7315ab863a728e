package org.sparkgrad.search;

import java.util.Optional;

/**
 * How the cells of a grid are run.
 *
 * @param parallelism cells at a time
 * @param fused whether cells that draw the same batches are trained in one pass
 * @param halving how cells are given up before their end; empty for not at all
 */
public record SearchSettings(int parallelism, boolean fused, Optional<Halving> halving) {
  /** Of a single cell. */
  public static final SearchSettings ONE_CELL = new SearchSettings(1, false, Optional.empty());
}

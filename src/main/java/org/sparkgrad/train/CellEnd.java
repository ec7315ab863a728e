package org.sparkgrad.train;

import java.util.Optional;

/**
 * How a cell ended.
 *
 * @param status its outcome in a word
 * @param rung the last rung that it reached in a search that gives cells up; empty in any other
 * @param error why it failed; empty unless it did
 */
public record CellEnd(CellStatus status, Optional<Integer> rung, Optional<String> error) {
  /** The end of a cell of no rung that no exception ended. */
  public static CellEnd of(CellStatus status) {
    return new CellEnd(status, Optional.empty(), Optional.empty());
  }
}

package org.sparkgrad.train;

import java.util.Locale;

/** How a cell ended. */
public enum CellStatus {
  OK,
  /** Its loss left the range of finite numbers. */
  DIVERGED,
  /** An exception or error ended it, or its model could not be saved. */
  FAILED,
  /** A search gave it up for better cells. */
  PRUNED;

  /** The name used in tables: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package org.sparkgrad.train;

import org.sparkgrad.choice.Choice;

/** How a cell ended. */
public enum CellStatus implements Choice {
  OK,
  /** Its loss left the range of finite numbers. */
  DIVERGED,
  /** An exception or error ended it, or its model could not be saved. */
  FAILED,
  /** A search gave it up for better cells. */
  PRUNED
}

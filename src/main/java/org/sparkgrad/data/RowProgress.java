package org.sparkgrad.data;

/** Hears of work on rows that executors do. */
@FunctionalInterface
public interface RowProgress {
  /** Hears nothing. */
  RowProgress NONE = (task, rows) -> RowCounter.NONE;

  /**
   * Called before work begins.
   *
   * @param task what it is, in a word or two
   * @param rows how many there are to work through; some twice if executors are lost
   * @return counts them as they are done
   */
  RowCounter begin(String task, long rows);
}

package org.sparkgrad.data;

import java.io.Serializable;

/** Counts rows that executors have worked through; travels with what they do. */
@FunctionalInterface
public interface RowCounter extends Serializable {
  /** Counts nothing. */
  RowCounter NONE = rows -> {};

  void add(long rows);
}

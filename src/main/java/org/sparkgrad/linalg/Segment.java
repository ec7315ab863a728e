package org.sparkgrad.linalg;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters from index {@code start} up to, not including, {@code end}. Penalties are given
 * the segments that hold weights; the rule that biases are never penalised is that no segment holds
 * one.
 */
public record Segment(int start, int end) implements Serializable {
  private static final long serialVersionUID = 1L;

  public Segment {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "segment: expected 0 <= start <= end, found %d and %d".formatted(start, end));
    }
  }

  /** How many parameters it holds. */
  public int size() {
    return end - start;
  }

  /**
   * The rows of a matrix that fills this segment row by row.
   *
   * @param length of a row
   */
  public List<Segment> rows(int length) {
    List<Segment> rows = new ArrayList<>();
    for (int at = start; at < end; at += length) {
      rows.add(new Segment(at, at + length));
    }
    return rows;
  }
}

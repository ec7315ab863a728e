package org.sparkgrad.data;

import java.io.Serializable;

/**
 * The rows from {@code start} up to, not including, {@code end} of a data set. A plain class, since
 * it is an element of RDDs and Spark's Kryo serializer cannot read records back.
 */
public final class RowRange implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int start;
  private final int end;

  public RowRange(int start, int end) {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "row range: expected 0 <= start <= end, found %d and %d".formatted(start, end));
    }
    this.start = start;
    this.end = end;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  public int size() {
    return end - start;
  }

  /** The rows that both ranges hold. */
  public RowRange intersect(RowRange other) {
    int first = Math.max(start, other.start);
    return new RowRange(first, Math.max(first, Math.min(end, other.end)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowRange range && range.start == start && range.end == end;
  }

  @Override
  public int hashCode() {
    return 31 * start + end;
  }

  @Override
  public String toString() {
    return "[" + start + ", " + end + ")";
  }
}

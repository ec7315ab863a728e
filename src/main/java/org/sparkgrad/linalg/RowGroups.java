package org.sparkgrad.linalg;

/**
 * Consecutive rows, cut into groups: what a group adds to a sum is rounded once.
 *
 * @param ends the row behind each group, ascending; the first group starts at row 0
 */
public record RowGroups(int... ends) {
  public RowGroups {
    int start = 0;
    for (int end : ends) {
      if (end < start) {
        throw new IllegalArgumentException(
            "row groups: expected ascending ends, found %d behind %d".formatted(end, start));
      }
      start = end;
    }
  }

  public int count() {
    return ends.length;
  }

  /** How many rows all groups have. */
  public int rows() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  public int start(int group) {
    return group == 0 ? 0 : ends[group - 1];
  }

  public int end(int group) {
    return ends[group];
  }
}

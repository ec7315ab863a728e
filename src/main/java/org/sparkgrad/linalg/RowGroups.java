package org.sparkgrad.linalg;

/**
 * Consecutive rows, cut into groups: sums over the rows of a group are made in order, and the sums
 * of groups are reduced to fewer.
 *
 * @param ends the row after each group, ascending; the first group starts at row 0
 * @param reduction of the groups' sums
 */
public record RowGroups(int[] ends, Reduction reduction) {
  public RowGroups {
    if (ends.length != reduction.count()) {
      throw new IllegalArgumentException(
          "row groups: expected a reduction of %d sums, found one of %d"
              .formatted(ends.length, reduction.count()));
    }
    int start = 0;
    for (int end : ends) {
      if (end < start) {
        throw new IllegalArgumentException(
            "row groups: expected ascending ends, found %d after %d".formatted(end, start));
      }
      start = end;
    }
  }

  /** Groups whose sums are not added to one another. */
  public RowGroups(int... ends) {
    this(ends, Reduction.none(ends.length));
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

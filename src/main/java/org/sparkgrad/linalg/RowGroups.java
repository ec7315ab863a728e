package org.sparkgrad.linalg;

import java.util.Arrays;

/**
 * Consecutive rows, cut into groups: sums over the rows of a group are made in order, and the sums
 * of groups are added to one another as is said here.
 *
 * @param ends the row behind each group, ascending; the first group starts at row 0
 * @param additions how often, when a group's sum is there, the last two sums that are left are
 *     added and become one
 */
public record RowGroups(int[] ends, int[] additions) {
  public RowGroups {
    int start = 0;
    int left = 0;
    for (int group = 0; group < ends.length; group++) {
      if (ends[group] < start) {
        throw new IllegalArgumentException(
            "row groups: expected ascending ends, found %d behind %d"
                .formatted(ends[group], start));
      }
      if (additions[group] > left) {
        throw new IllegalArgumentException(
            "row groups: expected at most %d additions behind group %d, found %d"
                .formatted(left, group, additions[group]));
      }
      start = ends[group];
      left += 1 - additions[group];
    }
  }

  /** Groups whose sums are not added to one another. */
  public RowGroups(int... ends) {
    this(ends, new int[ends.length]);
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

  /** How many sums are left in the end. */
  public int left() {
    return ends.length - Arrays.stream(additions).sum();
  }
}

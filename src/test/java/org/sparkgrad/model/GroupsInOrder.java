package org.sparkgrad.model;

import java.util.Arrays;
import org.sparkgrad.linalg.Reduction;
import org.sparkgrad.linalg.RowGroups;

/** Groups of rows, each of which is added to those before it. */
final class GroupsInOrder {
  private GroupsInOrder() {}

  static RowGroups of(int... ends) {
    int[] additions = new int[ends.length];
    Arrays.fill(additions, 1, ends.length, 1);
    return new RowGroups(ends, new Reduction(additions));
  }
}

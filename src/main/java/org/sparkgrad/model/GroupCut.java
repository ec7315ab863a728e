package org.sparkgrad.model;

import java.io.Serializable;

/**
 * How the rows that a batch has of one block are cut into groups of consecutive ones. Sums over the
 * rows of a group are made row by row, and layers normalise over the rows of a group; so the groups
 * depend on the number of rows alone.
 *
 * @param rows of a group, at most
 * @param even whether the groups are as few and as equal as can be, so that none is left with a row
 *     or two; else all but the last are full
 */
public record GroupCut(int rows, boolean even) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Few enough rows that float sums over them lose little. */
  private static final int USUAL_ROWS = 128;

  /** For models that look at each row by itself. */
  public static final GroupCut USUAL = new GroupCut(USUAL_ROWS, false);

  /** For models that normalise over groups of rows. */
  static GroupCut even(int rows) {
    return new GroupCut(rows, true);
  }

  /** The row after each group of {@code count} rows. */
  public int[] ends(int count) {
    int[] ends = new int[(int) ((count + (rows - 1L)) / rows)];
    for (int i = 0; i < ends.length; i++) {
      ends[i] =
          even ? (int) ((i + 1L) * count / ends.length) : (int) Math.min((i + 1L) * rows, count);
    }
    return ends;
  }
}

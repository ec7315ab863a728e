package org.sparkgrad.data;

import java.io.Serializable;

/** Counts labels and finds the first row whose label is no class. */
public final class LabelCount implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] counts;
  private int badRow = Integer.MAX_VALUE;
  private int badLabel;

  public LabelCount(int classes) {
    counts = new long[classes];
  }

  public LabelCount add(Block block) {
    for (int row = block.firstRow(); row < block.endRow(); row++) {
      int label = block.label(row);
      if (label >= 0 && label < counts.length) {
        counts[label]++;
      } else {
        noteBad(row, label);
      }
    }
    return this;
  }

  public LabelCount merge(LabelCount other) {
    for (int label = 0; label < counts.length; label++) {
      counts[label] += other.counts[label];
    }
    noteBad(other.badRow, other.badLabel);
    return this;
  }

  private void noteBad(int row, int label) {
    if (row < badRow) {
      badRow = row;
      badLabel = label;
    }
  }

  public boolean hasBadRow() {
    return badRow < Integer.MAX_VALUE;
  }

  public int badRow() {
    return badRow;
  }

  public int badLabel() {
    return badLabel;
  }

  public long[] counts() {
    return counts;
  }
}

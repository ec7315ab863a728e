package org.sparkgrad.evaluation;

import java.io.Serializable;

/** How many rows of each class were given each prediction; all other figures derive from it. */
public final class ConfusionMatrix implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int classes;
  private final long[] counts;

  public ConfusionMatrix(int classes) {
    this.classes = classes;
    counts = new long[classes * classes];
  }

  void add(int label, int prediction) {
    counts[label * classes + prediction]++;
  }

  void merge(ConfusionMatrix other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  public int classes() {
    return classes;
  }

  /** Rows of class {@code label} that were predicted to be {@code prediction}. */
  public long count(int label, int prediction) {
    return counts[label * classes + prediction];
  }

  public long rows() {
    long rows = 0;
    for (long count : counts) {
      rows += count;
    }
    return rows;
  }

  /** The share of rows whose prediction is their label; not a number where there are no rows. */
  public double accuracy() {
    long correct = 0;
    for (int label = 0; label < classes; label++) {
      correct += count(label, label);
    }
    return (double) correct / rows();
  }
}

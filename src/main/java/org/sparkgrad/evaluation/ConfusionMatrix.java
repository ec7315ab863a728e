package org.sparkgrad.evaluation;

import java.io.Serializable;

/** Number of rows of each class per prediction; all other metrics derive from it. */
public final class ConfusionMatrix implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int classes;
  private final long[] counts;

  /**
   * @throws ArithmeticException if there are more pairs of classes than an array has places
   */
  public ConfusionMatrix(int classes) {
    this.classes = classes;
    counts = new long[Math.multiplyExact(classes, classes)];
  }

  void add(int label, int prediction) {
    add(label, prediction, 1);
  }

  /** Adds rows of class {@code label} that are predicted to be {@code prediction}. */
  public void add(int label, int prediction, long rows) {
    counts[label * classes + prediction] += rows;
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

  /** Rows whose prediction is their label. */
  public long correct() {
    long correct = 0;
    for (int label = 0; label < classes; label++) {
      correct += count(label, label);
    }
    return correct;
  }

  /** The share of rows whose prediction is their label; NaN if there are no rows. */
  public double accuracy() {
    return (double) correct() / rows();
  }

  /** Rows of class {@code label}. */
  public long support(int label) {
    long rows = 0;
    for (int prediction = 0; prediction < classes; prediction++) {
      rows += count(label, prediction);
    }
    return rows;
  }

  /** The share of rows predicted to be {@code label} that are; NaN if none is predicted to be. */
  public double precision(int label) {
    long predicted = 0;
    for (int other = 0; other < classes; other++) {
      predicted += count(other, label);
    }
    return (double) count(label, label) / predicted;
  }

  /** The share of rows of class {@code label} that are predicted to be; NaN if there are none. */
  public double recall(int label) {
    return (double) count(label, label) / support(label);
  }

  /**
   * The harmonic mean of precision and recall, {@code 2 TP / (2 TP + FP + FN)}; NaN if no row is,
   * or is predicted to be, of the class.
   */
  public double f1(int label) {
    long missed = support(label) - count(label, label);
    long wrong = 0;
    for (int other = 0; other < classes; other++) {
      wrong += other == label ? 0 : count(other, label);
    }
    long twice = 2 * count(label, label);
    return (double) twice / (twice + wrong + missed);
  }
}

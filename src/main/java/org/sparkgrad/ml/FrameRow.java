package org.sparkgrad.ml;

import java.io.Serializable;

/**
 * A row of a DataFrame, read and checked by itself.
 *
 * <p>A plain class, which Spark's Kryo serializer can read back.
 */
final class FrameRow implements Serializable {
  private static final long serialVersionUID = 1L;

  private final RowKey key;
  private final String name;
  private final boolean held;
  private final int label;

  /** Null if there is a problem. */
  private final RowValues values;

  /** Null if there is none. */
  private final String problem;

  private FrameRow(
      RowKey key, String name, boolean held, int label, RowValues values, String problem) {
    this.key = key;
    this.name = name;
    this.held = held;
    this.label = label;
    this.values = values;
    this.problem = problem;
  }

  /**
   * A row that can be used.
   *
   * @param name how messages call it
   * @param held whether it belongs to the validation part
   */
  static FrameRow of(RowKey key, String name, boolean held, int label, RowValues values) {
    return new FrameRow(key, name, held, label, values, null);
  }

  /**
   * A row that cannot be used.
   *
   * @param problem what was expected and what was found
   */
  static FrameRow bad(RowKey key, String name, String problem) {
    return new FrameRow(key, name, false, 0, null, problem);
  }

  RowKey key() {
    return key;
  }

  String name() {
    return name;
  }

  boolean isHeld() {
    return held;
  }

  int label() {
    return label;
  }

  RowValues values() {
    return values;
  }

  boolean isBad() {
    return problem != null;
  }

  String problem() {
    return problem;
  }
}

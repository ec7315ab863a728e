package org.sparkgrad.ml;

import java.io.Serializable;
import org.sparkgrad.io.DataException;

/** What is known of all rows of a DataFrame before they are ordered; travels through Spark. */
final class TableSummary implements Serializable {
  private static final long serialVersionUID = 1L;

  private long rows;
  private long held;
  private int classes;
  private RowValues example;
  private FrameRow bad;

  // Of the shapes in their order as texts.
  private String firstShape;
  private String firstRow;
  private String lastShape;
  private String lastRow;

  TableSummary add(FrameRow row) {
    if (row.isBad()) {
      noteBad(row);
      return this;
    }
    rows++;
    held += row.isHeld() ? 1 : 0;
    classes = Math.max(classes, row.label() + 1);
    example = example == null ? row.values() : example;
    String shape = row.values().shapeText();
    noteFirst(shape, row.name());
    noteLast(shape, row.name());
    return this;
  }

  TableSummary merge(TableSummary other) {
    rows += other.rows;
    held += other.held;
    classes = Math.max(classes, other.classes);
    example = example == null ? other.example : example;
    if (other.bad != null) {
      noteBad(other.bad);
    }
    if (other.firstShape != null) {
      noteFirst(other.firstShape, other.firstRow);
      noteLast(other.lastShape, other.lastRow);
    }
    return this;
  }

  /** Keeps the first of bad rows in their order, so that a message is always the same. */
  private void noteBad(FrameRow row) {
    int order = bad == null ? -1 : row.key().compareTo(bad.key());
    if (order < 0 || (order == 0 && row.problem().compareTo(bad.problem()) < 0)) {
      bad = row;
    }
  }

  private void noteFirst(String shape, String row) {
    if (firstShape == null || shape.compareTo(firstShape) < 0) {
      firstShape = shape;
      firstRow = row;
    }
  }

  private void noteLast(String shape, String row) {
    if (lastShape == null || shape.compareTo(lastShape) > 0) {
      lastShape = shape;
      lastRow = row;
    }
  }

  /**
   * Checks that there are rows, and that they can be used and are of one shape.
   *
   * @throws DataException naming the row that is not as expected
   */
  void require(String operation) {
    if (bad != null) {
      throw new DataException("%s: %s, in %s".formatted(operation, bad.problem(), bad.name()));
    }
    if (rows == 0) {
      throw new DataException(operation + ": expected rows to train on, found an empty DataFrame");
    }
    if (rows > Integer.MAX_VALUE) {
      throw new DataException(
          "%s: expected at most %d rows, found %d".formatted(operation, Integer.MAX_VALUE, rows));
    }
    if (!firstShape.equals(lastShape)) {
      throw new DataException(
          "%s: expected rows of one shape, found %s in %s and %s in %s"
              .formatted(operation, firstShape, firstRow, lastShape, lastRow));
    }
    if (example.size() == 0) {
      throw new DataException(operation + ": expected at least 1 value per row, found none");
    }
  }

  int rows() {
    return (int) rows;
  }

  /** Rows of the validation part. */
  int held() {
    return (int) held;
  }

  /** One more than the largest label; at least 2. */
  int classes() {
    return Math.max(2, classes);
  }

  /** Values of some row, all of which have one shape. */
  RowValues example() {
    return example;
  }
}

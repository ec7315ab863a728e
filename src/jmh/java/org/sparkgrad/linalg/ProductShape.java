package org.sparkgrad.linalg;

import static org.sparkgrad.linalg.Form.LEFT_TRANSPOSED;
import static org.sparkgrad.linalg.Form.PLAIN;
import static org.sparkgrad.linalg.Form.RIGHT_TRANSPOSED;

/**
 * The products compared: the square that BLAS libraries are tuned for, and what a batch of 256
 * images asks of a linear classifier and of a layer of 512 units.
 */
public enum ProductShape {
  SQUARE("square", 1024, 1024, 1024, PLAIN),
  SCORES_OF_10("scores", 256, 3072, 10, RIGHT_TRANSPOSED),
  GRADIENT_OF_10("gradient", 10, 256, 3072, LEFT_TRANSPOSED),
  SCORES_OF_512("scores", 256, 3072, 512, RIGHT_TRANSPOSED),
  GRADIENT_OF_512("gradient", 512, 256, 3072, LEFT_TRANSPOSED);

  final int rows;
  final int inner;
  final int columns;
  final Form form;
  private final String purpose;

  ProductShape(String purpose, int rows, int inner, int columns, Form form) {
    this.purpose = purpose;
    this.rows = rows;
    this.inner = inner;
    this.columns = columns;
    this.form = form;
  }

  boolean leftTransposed() {
    return form == LEFT_TRANSPOSED;
  }

  boolean rightTransposed() {
    return form == RIGHT_TRANSPOSED;
  }

  /** How many products of two numbers are summed. */
  double terms() {
    return (double) rows * inner * columns;
  }

  /** One multiplication and one addition for every term. */
  double floatingPointOperations() {
    return 2 * terms();
  }

  @Override
  public String toString() {
    return "%s %d x %d x %d".formatted(purpose, rows, inner, columns);
  }
}

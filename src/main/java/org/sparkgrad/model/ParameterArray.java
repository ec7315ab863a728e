package org.sparkgrad.model;

import java.util.List;
import org.sparkgrad.linalg.Segment;

/**
 * A named part of the parameter vector: a matrix of weights, row by row, or a vector of biases.
 *
 * @param place where it stands
 * @param shape rows and columns of a matrix, one row per output; the length of a vector
 */
public record ParameterArray(String name, Segment place, List<Integer> shape) {

  static ParameterArray matrix(String name, int start, int rows, int columns) {
    int end = Math.addExact(start, Math.multiplyExact(rows, columns));
    return new ParameterArray(name, new Segment(start, end), List.of(rows, columns));
  }

  static ParameterArray vector(String name, int start, int length) {
    return new ParameterArray(name, new Segment(start, start + length), List.of(length));
  }

  /** Whether it holds weights rather than biases. */
  public boolean isMatrix() {
    return shape.size() == 2;
  }

  /** Number of inputs of each output. */
  int columns() {
    return shape.get(1);
  }
}

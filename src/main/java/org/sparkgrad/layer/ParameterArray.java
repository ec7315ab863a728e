package org.sparkgrad.layer;

import java.util.List;
import org.sparkgrad.linalg.Segment;

/**
 * A named part of the parameter vector.
 *
 * @param place where it stands
 * @param shape its dimensions, the outputs first, for an array of weights one row of {@link
 *     #rowLength} values per output
 * @param fanIn how many values each output of its layer is a sum of
 * @param initial what it starts from where nothing is drawn
 */
public record ParameterArray(
    String name, Segment place, List<Integer> shape, Role role, int fanIn, float initial) {

  /** An array from {@code start} on. */
  static ParameterArray of(
      String name, int start, List<Integer> shape, Role role, int fanIn, float initial) {
    int size = shape.stream().reduce(1, Math::multiplyExact);
    Segment place = new Segment(start, Math.addExact(start, size));
    return new ParameterArray(name, place, shape, role, fanIn, initial);
  }

  /** Whether it holds weights that are trained. */
  public boolean isWeight() {
    return role == Role.WEIGHT;
  }

  /** How many values lead to one output. */
  public int rowLength() {
    return place.size() / shape.get(0);
  }
}

package org.sparkgrad.layer;

import java.util.ArrayList;
import java.util.List;

/** The arrays of one layer as they are laid out, one after the other. */
final class LayerArrays {
  private final String layer;
  private final int fanIn;
  private final List<ParameterArray> arrays = new ArrayList<>();
  private int end;

  /**
   * @param layer the layer's name, which the names of its arrays start with; may be empty
   * @param start where the first array starts
   */
  LayerArrays(String layer, int start, int fanIn) {
    this.layer = layer;
    this.fanIn = fanIn;
    end = start;
  }

  /** Adds an array that is drawn, or starts from zeros. */
  LayerArrays add(String name, Role role, Integer... shape) {
    return starting(0, name, role, shape);
  }

  /** Adds an array that starts from {@code initial} where nothing is drawn. */
  LayerArrays starting(float initial, String name, Role role, Integer... shape) {
    String full = layer.isEmpty() ? name : layer + "_" + name;
    ParameterArray array = ParameterArray.of(full, end, List.of(shape), role, fanIn, initial);
    arrays.add(array);
    end = array.place().end();
    return this;
  }

  List<ParameterArray> all() {
    return arrays;
  }
}

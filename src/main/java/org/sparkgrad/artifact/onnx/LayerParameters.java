package org.sparkgrad.artifact.onnx;

import java.util.Arrays;
import java.util.List;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.linalg.Segment;

/**
 * The arrays of one layer.
 *
 * @param parameters of the network
 */
record LayerParameters(List<ParameterArray> arrays, float[] parameters) {
  int count() {
    return arrays.size();
  }

  String name(int array) {
    return arrays.get(array).name();
  }

  List<Integer> shape(int array) {
    return arrays.get(array).shape();
  }

  /** A copy. */
  float[] values(int array) {
    Segment place = arrays.get(array).place();
    return Arrays.copyOfRange(parameters, place.start(), place.end());
  }
}

package org.sparkgrad.layer;

import java.util.List;
import org.sparkgrad.linalg.Matrix;

/**
 * The arrays of one layer in the vector that holds the parameters of several models: each array of
 * all models, one after the other.
 *
 * @param values of all layers and models; not to be changed
 * @param arrays those of the layer, at their places in the vector of one model
 * @param sharedInput whether several models take one copy of the input
 */
public record Weights(
    float[] values, int models, List<ParameterArray> arrays, boolean sharedInput) {

  /** Of models that each take an input of their own. */
  public Weights(float[] values, int models, List<ParameterArray> arrays) {
    this(values, models, arrays, false);
  }

  /** Where one model's array starts, in the parameters and in their gradient. */
  public int start(int array, int model) {
    ParameterArray found = arrays.get(array);
    return models * found.place().start() + model * found.place().size();
  }

  /** One model's array, a row for each output. */
  Matrix matrix(int array, int model) {
    ParameterArray found = arrays.get(array);
    return new Matrix(values, start(array, model), found.shape().get(0), found.rowLength());
  }

  /** The array of all models, their rows below each other. */
  Matrix stacked(int array) {
    ParameterArray found = arrays.get(array);
    int rows = models * found.shape().get(0);
    return new Matrix(values, start(array, 0), rows, found.rowLength());
  }
}

package org.sparkgrad.layer;

/**
 * A layer in doubles by plain loops: the slow reference for the float form. It keeps what the
 * backward pass needs of the last forward pass.
 */
public interface LayerReference {
  /**
   * The outputs of a group of rows.
   *
   * @param in one row of values for each row; not modified, and kept
   */
  double[][] forward(double[][] in, Draws draws);

  /**
   * The gradient with respect to the inputs of the last forward pass.
   *
   * @param dOut the gradient with respect to its outputs; not modified
   * @param gradient of the whole network's parameters; that of this layer's is added
   */
  double[][] backward(double[][] dOut, double[] gradient);

  /**
   * A hash of all that the last forward pass decided by comparing values, such as which units are
   * on: between two points with different ones lies a kink.
   */
  default int decisions() {
    return 0;
  }
}

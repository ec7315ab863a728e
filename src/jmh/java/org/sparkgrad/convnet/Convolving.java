package org.sparkgrad.convnet;

/** One engine's way of making a convolution and its gradients, again and again. */
interface Convolving {
  /** Makes the outputs. */
  void forward();

  /** Makes the outputs, then the gradients of the filters and of the input. */
  void gradients();

  /** What both make, for a check. */
  Convolved results();

  /**
   * Results, channels last.
   *
   * @param outputs a row for each place of each image
   * @param dFilters a row for each filter
   * @param dInputs a row for each place of each image
   */
  record Convolved(float[] outputs, float[] dFilters, float[] dInputs) {}
}

package org.sparkgrad.convnet;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** PyTorch through DJL. */
final class Torch {
  static final String ENGINE = "PyTorch";

  private Torch() {}

  /**
   * The values of an array as a variable that a gradient is recorded for, without one as yet: so
   * the first gradient is kept as it is, not added to zeros. From here on this thread records.
   *
   * @param step closes it
   */
  static PtNDArray variable(PtNDArray values, NDManager step) {
    JniUtils.setGradMode(true);
    PtNDArray variable = constant(values, step);
    JniUtils.attachGradient(variable, true);
    return variable;
  }

  /**
   * The values of an array; what is made of it belongs to the step, too.
   *
   * @param step closes it
   */
  static PtNDArray constant(PtNDArray values, NDManager step) {
    PtNDArray constant = JniUtils.detachGradient(values);
    constant.attach(step);
    return constant;
  }
}

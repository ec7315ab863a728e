package org.sparkgrad.loss;

import org.sparkgrad.choice.Choice;

/** The losses that can be chosen. */
public enum LossKind implements Choice {
  SOFTMAX,
  HINGE,
  SQUARED_HINGE,
  ONE_VS_REST_SQUARED_HINGE;

  /** Whether the loss has a margin. */
  public boolean hasMargin() {
    return this != SOFTMAX;
  }

  /**
   * The loss of this kind.
   *
   * @param margin not read unless {@link #hasMargin}
   * @param smoothing of labels; read by softmax alone
   */
  public Loss of(double margin, double smoothing) {
    return switch (this) {
      case SOFTMAX -> new SoftmaxCrossEntropy(smoothing);
      case HINGE -> new MulticlassHinge(margin);
      case SQUARED_HINGE -> new SquaredMulticlassHinge(margin);
      case ONE_VS_REST_SQUARED_HINGE -> new OneVsRestSquaredHinge(margin);
    };
  }
}

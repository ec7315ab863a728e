package org.sparkgrad.loss;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The losses, by the names that users know them by. */
public enum LossKind {
  SOFTMAX,
  HINGE,
  SQUARED_HINGE,
  ONE_VS_REST_SQUARED_HINGE;

  /** The name, such as {@code squared-hinge}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(LossKind::label).toList();
  }

  /** The kind of a name. */
  public static LossKind ofLabel(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /**
   * The loss of this kind.
   *
   * @param margin of a hinge; softmax has none
   */
  public Loss of(double margin) {
    return switch (this) {
      case SOFTMAX -> new SoftmaxCrossEntropy();
      case HINGE -> new MulticlassHinge(margin);
      case SQUARED_HINGE -> new SquaredMulticlassHinge(margin);
      case ONE_VS_REST_SQUARED_HINGE -> new OneVsRestSquaredHinge(margin);
    };
  }
}

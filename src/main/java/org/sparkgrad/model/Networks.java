package org.sparkgrad.model;

import java.util.List;
import org.sparkgrad.layer.Affine;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.layer.PairRectifier;
import org.sparkgrad.layer.Rectifier;
import org.sparkgrad.layer.Shape;

/** The networks of affine layers that have names. */
public final class Networks {
  private static final String OUTPUT = "";
  private static final String HIDDEN = "hidden";

  private Networks() {}

  /** The linear classifier: one affine layer. */
  public static Network linear(int features, int classes, boolean bias) {
    return new Network(Shape.vector(features), List.of(new Affine(OUTPUT, classes, bias)));
  }

  /** The linear classifier of rectified pairs of features. */
  public static Network softmaxRelu(int features, int classes, boolean bias) {
    return new Network(
        Shape.vector(features), List.of(new PairRectifier(), new Affine(OUTPUT, classes, bias)));
  }

  /**
   * The two-layer net with rectified linear units: {@code H = max(0, X·W1ᵀ + 1·b1ᵀ)}, {@code scores
   * = H·W2ᵀ + 1·b2ᵀ}. Source: Goodfellow, Bengio, Courville, "Deep Learning", 2016, chapter 6.
   *
   * @param dropout of the hidden units
   */
  public static Network twoLayer(
      int features, int hidden, int classes, boolean bias, Dropout dropout) {
    return new Network(
        Shape.vector(features),
        List.of(
            new Affine(HIDDEN, hidden, bias),
            new Rectifier(),
            dropout,
            new Affine(OUTPUT, classes, bias)));
  }
}

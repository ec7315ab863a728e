package org.sparkgrad.model;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.layer.Affine;
import org.sparkgrad.layer.ChannelsLast;
import org.sparkgrad.layer.Convolution;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.layer.Gelu;
import org.sparkgrad.layer.GhostNorm;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.MaxPool;
import org.sparkgrad.layer.PairRectifier;
import org.sparkgrad.layer.Rectifier;
import org.sparkgrad.layer.Scale;
import org.sparkgrad.layer.Shape;

/** The networks that have names. */
public final class Networks {
  private static final String OUTPUT = "";
  private static final String HIDDEN = "hidden";
  private static final int WHITENING_FILTERS = 24;

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

  /**
   * The convolutional net of three blocks after a whitening layer: convolution of 2 x 2 places with
   * 24 fitted filters, then in each block twice a convolution of 3 x 3 places, normalised and put
   * through Gaussian error linear units, the first of them pooled before. Source: Jordan, "94% on
   * CIFAR-10 in 3.29 seconds on a single GPU", 2024.
   *
   * @param widths filters of the blocks
   * @param groupRows that are normalised together
   */
  public static Network cifarNet(Shape images, List<Integer> widths, int groupRows, int classes) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new ChannelsLast());
    layers.add(new Convolution("whiten", WHITENING_FILTERS, 2, 1, 0, true, true));
    layers.add(new Gelu());
    int number = 0;
    for (int width : widths) {
      for (boolean pools : new boolean[] {true, false}) {
        number++;
        layers.add(new Convolution("conv" + number, width, 3, 1, 1, false, false));
        if (pools) {
          layers.add(new MaxPool(2, 2));
        }
        layers.add(new GhostNorm("norm" + number, groupRows, false, 1e-12));
        layers.add(new Gelu());
      }
    }
    layers.add(new MaxPool(3, 3));
    layers.add(new Affine(OUTPUT, classes, false));
    layers.add(new Scale(1 / 9.0));
    return new Network(images, layers);
  }
}

package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.config.NetworkText;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.gradcheck.GradientCheck;
import org.sparkgrad.gradcheck.LayerCheck;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.layer.Shape;

/**
 * What the check of one layer by itself found.
 *
 * @param name the layer as it is written
 * @param training whether as in training
 */
record CheckedLayer(String name, boolean training, GradientCheck.Result result) {
  private static final Shape SHAPE = new Shape(6, 7, 5);

  /** Images of three channels, which is what a whitening layer has filters for. */
  private static final DataShape DATA = DataShape.ofImages(ImageShape.CIFAR, 10);

  /** One or more of each kind. */
  private static final List<String> LAYERS =
      List.of(
          "affine(7)",
          "affine(70,bias=false)",
          "conv(4,3,pad=1)",
          "conv(33,3,bias=false)",
          "conv(5,3,stride=2,pad=1)",
          "whiten(2)",
          "max-pool(2)",
          "max-pool(3,stride=1)",
          "average-pool(2)",
          "average-pool(3,stride=2)",
          "batch-norm(scale=false)",
          "batch-norm",
          "group-norm(3)",
          "layer-norm",
          "relu",
          "gelu",
          "pairs",
          "dropout(0.5)",
          "flatten",
          "scale(1/9)");

  /** Enough that some of them reach what pooling passes on. */
  private static final int COORDINATES = 40;

  /** Checks all layers, in training and outside of it. */
  static List<CheckedLayer> all(long seed, double step) {
    GradientCheck.Settings settings = new GradientCheck.Settings(seed, COORDINATES, step);
    List<CheckedLayer> all = new ArrayList<>();
    for (String layer : LAYERS) {
      for (boolean training : new boolean[] {true, false}) {
        LayerCheck check =
            new LayerCheck(
                NetworkText.layer(layer, DATA, settings.seed()), SHAPE, training, settings);
        all.add(new CheckedLayer(layer, training, check.check()));
      }
    }
    return all;
  }

  /** In words for people and scripts. */
  String phase() {
    return training ? "training" : "evaluation";
  }

  @Override
  public String toString() {
    return "layer %s, %s".formatted(name, phase());
  }
}

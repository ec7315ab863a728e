package org.sparkgrad.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkgrad.layer.Affine;
import org.sparkgrad.layer.AveragePool;
import org.sparkgrad.layer.ChannelsLast;
import org.sparkgrad.layer.Convolution;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.layer.Flatten;
import org.sparkgrad.layer.Gelu;
import org.sparkgrad.layer.GhostNorm;
import org.sparkgrad.layer.GroupNorm;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.MaxPool;
import org.sparkgrad.layer.PairRectifier;
import org.sparkgrad.layer.Rectifier;
import org.sparkgrad.layer.Scale;
import org.sparkgrad.layer.Shape;

class LayerCheckTest {
  private static final Shape VECTOR = Shape.vector(13);
  private static final Shape MAP = new Shape(6, 7, 5);

  static Stream<Arguments> layers() {
    return Stream.of(
        Arguments.of(new Affine("a", 7, true), VECTOR),
        Arguments.of(new Affine("a", 70, false), MAP),
        Arguments.of(new Rectifier(), MAP),
        Arguments.of(new PairRectifier(), MAP),
        Arguments.of(new PairRectifier(), VECTOR),
        Arguments.of(new Gelu(), MAP),
        Arguments.of(new Dropout(0.5, 3, 2), MAP),
        Arguments.of(new Flatten(), MAP),
        Arguments.of(new Scale(1 / 9.0), MAP),
        Arguments.of(new ChannelsLast(), MAP),
        Arguments.of(new MaxPool(2, 2), MAP),
        Arguments.of(new MaxPool(3, 2), MAP),
        Arguments.of(new MaxPool(3, 1), MAP),
        Arguments.of(new AveragePool(2, 2), MAP),
        Arguments.of(new AveragePool(3, 1), MAP),
        Arguments.of(new Convolution("c", 4, 3, 1, 1, true, false), MAP),
        Arguments.of(new Convolution("c", 33, 3, 1, 0, false, false), MAP),
        Arguments.of(new Convolution("c", 5, 2, 1, 0, true, true), MAP),
        Arguments.of(new Convolution("c", 5, 3, 2, 1, true, false), MAP),
        Arguments.of(new Convolution("c", 5, 5, 3, 4, true, false), MAP),
        Arguments.of(new Convolution("c", 5, 1, 2, 0, true, false), MAP),
        Arguments.of(new Convolution("c", 5, 1, 1, 1, true, false), MAP),
        Arguments.of(new Convolution("c", 3, 2, 3, 4, true, false), MAP),
        Arguments.of(new Convolution("c", 33, 3, 2, 5, false, false), MAP),
        Arguments.of(new GhostNorm("n", 4, false, 1e-5), MAP),
        Arguments.of(new GhostNorm("n", 4, true, 1e-5), MAP),
        Arguments.of(new GhostNorm("n", 4, true, 1e-5), VECTOR),
        Arguments.of(new GroupNorm("n", 1, 1e-5), MAP),
        Arguments.of(new GroupNorm("n", 3, 1e-5), MAP),
        Arguments.of(new GroupNorm("n", 1, 1e-5), VECTOR));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void eachLayerPasses(Layer layer, Shape shape) {
    for (boolean training : new boolean[] {true, false}) {
      GradientCheck.Settings settings = new GradientCheck.Settings(3, 12, 3e-5);
      GradientCheck.Result result = new LayerCheck(layer, shape, training, settings).check();
      String found = layer + (training ? " in training: " : ": ") + result;
      assertTrue(result.passes(1e-6), found);
      assertTrue(result.slopes().size() + result.flat() >= 12 && !result.slopes().isEmpty(), found);
      assertEquals(0, result.kinks(), found);
    }
  }
}

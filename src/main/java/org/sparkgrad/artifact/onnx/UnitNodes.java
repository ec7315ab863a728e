package org.sparkgrad.artifact.onnx;

import java.util.List;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.layer.Gelu;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.PairRectifier;
import org.sparkgrad.layer.Rectifier;
import org.sparkgrad.layer.Scale;
import org.sparkgrad.layer.Shape;

/** Layers that take each value by itself, as nodes of a graph. */
final class UnitNodes {
  private final Graph graph;

  UnitNodes(Graph graph) {
    this.graph = graph;
  }

  /**
   * Adds a layer.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  Value of(Layer layer, Value in) {
    if (layer instanceof Rectifier) {
      return in.with(graph.node("Relu", List.of(in.name())));
    } else if (layer instanceof PairRectifier) {
      return pairs(in);
    } else if (layer instanceof Gelu) {
      return gelu(in);
    } else if (layer instanceof Scale scale) {
      String factor = graph.constant("factor", scale.factor());
      return in.with(graph.node("Mul", List.of(in.name(), factor)));
    } else if (layer instanceof Dropout) {
      return in; // Plays no part outside of training.
    }
    throw new IllegalArgumentException("export to ONNX: expected a known layer, found " + layer);
  }

  private Value pairs(Value in) {
    String above = graph.node("Relu", List.of(in.name()));
    String turned = graph.node("Neg", List.of(in.name()));
    String below = graph.node("Relu", List.of(turned));
    Shape shape = in.shape();
    return new Value(
        graph.node("Concat", List.of(above, below), Attribute.of("axis", 1)),
        new Shape(2 * shape.channels(), shape.height(), shape.width()),
        in.isMap());
  }

  /**
   * {@code x (1 + erf(x / sqrt 2)) / 2}, in the order in which runtimes know it as one operator.
   */
  private Value gelu(Value in) {
    String root = graph.constant("root_of_2", Math.sqrt(2));
    String one = graph.constant("one", 1);
    String half = graph.constant("half", 0.5);
    String error = graph.node("Erf", List.of(graph.node("Div", List.of(in.name(), root))));
    String above = graph.node("Add", List.of(error, one));
    String product = graph.node("Mul", List.of(in.name(), above));
    return in.with(graph.node("Mul", List.of(product, half)));
  }
}

package org.sparkgrad.artifact.onnx;

import java.util.Arrays;
import java.util.List;
import org.sparkgrad.layer.GhostNorm;
import org.sparkgrad.layer.GroupNorm;
import org.sparkgrad.layer.Shape;

/** Normalisations as nodes of a graph. */
final class NormNodes {
  private final Graph graph;

  NormNodes(Graph graph) {
    this.graph = graph;
  }

  /** By statistics that are given. */
  Value of(GhostNorm layer, LayerParameters own, Value in) {
    FixedNorm norm = FixedNorm.of(layer, own);
    String mean = graph.constant(layer.name() + "_mean", in.ofChannels(), norm.mean());
    String centred = graph.node("Sub", List.of(in.name(), mean));
    return scaled(layer.name(), in.with(centred), norm.factors(), norm.bias());
  }

  /** One value for each channel times the value, and another one added. */
  private Value scaled(String layer, Value in, float[] factors, float[] biases) {
    String factor = graph.constant(layer + "_scale", in.ofChannels(), factors);
    String bias = graph.constant(layer + "_bias", in.ofChannels(), biases);
    String product = graph.node("Mul", List.of(in.name(), factor));
    return in.with(graph.node("Add", List.of(product, bias)));
  }

  /**
   * Of values in rows x groups x values of a group, ONNX's InstanceNormalization normalises each
   * group by itself.
   */
  Value of(GroupNorm layer, LayerParameters own, Value in) {
    int groups = layer.groups();
    float[] ones = new float[groups];
    Arrays.fill(ones, 1);
    String one = graph.constant("group_scale", List.of(groups), ones);
    String zero = graph.constant("group_bias", List.of(groups), new float[groups]);
    String cut = reshaped(in.name(), "group_shape", List.of(0, groups, -1));
    String normal =
        graph.node(
            "InstanceNormalization",
            List.of(cut, one, zero),
            Attribute.of("epsilon", layer.epsilon()));
    Shape shape = in.shape();
    List<Integer> dimensions =
        in.isMap()
            ? List.of(0, shape.channels(), shape.height(), shape.width())
            : List.of(0, shape.size());
    Value whole = in.with(reshaped(normal, "whole_shape", dimensions));
    return scaled(layer.name(), whole, own.values(0), own.values(1));
  }

  private String reshaped(String input, String name, List<Integer> dimensions) {
    return graph.node("Reshape", List.of(input, graph.constant(name, dimensions)));
  }
}

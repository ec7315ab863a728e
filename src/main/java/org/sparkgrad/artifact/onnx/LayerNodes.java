package org.sparkgrad.artifact.onnx;

import java.util.List;
import org.sparkgrad.layer.Affine;
import org.sparkgrad.layer.AveragePool;
import org.sparkgrad.layer.ChannelsLast;
import org.sparkgrad.layer.Convolution;
import org.sparkgrad.layer.Flatten;
import org.sparkgrad.layer.GhostNorm;
import org.sparkgrad.layer.GroupNorm;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.MaxPool;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.model.Network;

/**
 * The layers of a network as nodes of a graph. Maps have the dimensions that ONNX gives them: rows,
 * channels, height, width.
 */
final class LayerNodes {
  private final Graph graph;
  private final Network network;
  private final List<LayerParameters> parameters;
  private final FoldedNorms folded;
  private final NormNodes norms;
  private final UnitNodes units;

  LayerNodes(Graph graph, Network network, float[] parameters) {
    this.graph = graph;
    this.network = network;
    this.parameters =
        network.arraysByLayer().stream().map(own -> new LayerParameters(own, parameters)).toList();
    folded = new FoldedNorms(network.layers(), this.parameters);
    norms = new NormNodes(graph);
    units = new UnitNodes(graph);
  }

  /** Adds all layers and returns the scores. */
  Value addTo(Value features) {
    List<Shape> shapes = network.shapes();
    Value value = features;
    for (int i = 0; i < network.layers().size(); i++) {
      value = folded.has(i) ? value : add(i, value, shapes.get(i + 1));
    }
    return value.asVector(graph);
  }

  private Value add(int number, Value in, Shape out) {
    Layer layer = network.layers().get(number);
    if (layer instanceof Affine) {
      return affine(number, in.asVector(graph), out);
    } else if (layer instanceof Convolution convolution) {
      return convolution(convolution, number, in.asMap(graph), out);
    } else if (layer instanceof GhostNorm norm) {
      return norms.of(norm, parameters.get(number), in);
    } else if (layer instanceof GroupNorm norm) {
      return norms.of(norm, parameters.get(number), in);
    } else if (layer instanceof MaxPool pool) {
      return pool("MaxPool", pool.size(), pool.stride(), in.asMap(graph), out);
    } else if (layer instanceof AveragePool pool) {
      return pool("AveragePool", pool.size(), pool.stride(), in.asMap(graph), out);
    } else if (layer instanceof ChannelsLast) {
      return in.asMap(graph);
    } else if (layer instanceof Flatten) {
      return in.asVector(graph);
    }
    return units.of(layer, in);
  }

  /** What the layer computes, with the normalisations that it takes in. */
  private AffineMap map(int number) {
    AffineMap map = AffineMap.of(parameters.get(number));
    for (FixedNorm norm : folded.of(number)) {
      map = map.then(norm);
    }
    return map;
  }

  /** A name for the layer's biases, be they its own or not. */
  private String biasName(int number) {
    return parameters.get(number).name(0).replaceAll("weights$", "bias");
  }

  private Value affine(int number, Value in, Shape out) {
    AffineMap map = map(number);
    LayerParameters own = parameters.get(number);
    String weights = graph.constant(own.name(0), own.shape(0), map.weights());
    String bias = graph.constant(biasName(number), List.of(out.size()), map.bias());
    List<String> inputs = List.of(in.name(), weights, bias);
    return new Value(graph.node("Gemm", inputs, Attribute.of("transB", 1)), out, false);
  }

  private Value convolution(Convolution layer, int number, Value in, Shape out) {
    AffineMap map = map(number);
    int channels = in.shape().channels();
    int kernel = layer.kernel();
    String weights =
        graph.constant(
            parameters.get(number).name(0),
            List.of(layer.filters(), channels, kernel, kernel),
            channelsFirst(map.weights(), channels, kernel * kernel));
    String bias = graph.constant(biasName(number), List.of(layer.filters()), map.bias());
    int padding = layer.padding();
    String output =
        graph.node(
            "Conv",
            List.of(in.name(), weights, bias),
            square("kernel_shape", kernel),
            square("strides", layer.stride()),
            Attribute.of("pads", new int[] {padding, padding, padding, padding}));
    return new Value(output, out, true);
  }

  /** Filters of places x channels as filters of channels x places. */
  private static float[] channelsFirst(float[] filters, int channels, int places) {
    float[] turned = new float[filters.length];
    int size = channels * places;
    for (int start = 0; start < filters.length; start += size) {
      for (int k = 0; k < size; k++) {
        turned[start + k % channels * places + k / channels] = filters[start + k];
      }
    }
    return turned;
  }

  private static Attribute square(String name, int side) {
    return Attribute.of(name, new int[] {side, side});
  }

  private Value pool(String operator, int size, int stride, Value in, Shape out) {
    String output =
        graph.node(
            operator, List.of(in.name()), square("kernel_shape", size), square("strides", stride));
    return new Value(output, out, true);
  }
}

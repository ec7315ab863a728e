package org.sparkgrad.artifact.onnx;

import java.util.List;
import org.sparkgrad.layer.Shape;

/**
 * What rows are between two layers, in a graph.
 *
 * @param name of the tensor
 * @param isMap whether a row has the dimensions channels, height, width; else it is one vector,
 *     which holds what is between the two layers in the same order
 */
record Value(String name, Shape shape, boolean isMap) {
  private static final int ROWS_AS_THEY_ARE = 0;
  private static final int CHANNELS = 1;

  /** Another tensor of the same dimensions. */
  Value with(String other) {
    return new Value(other, shape, isMap);
  }

  /** Dimensions of a constant with a value for each channel. */
  List<Integer> ofChannels() {
    return isMap ? List.of(shape.channels(), 1, 1) : List.of(shape.size());
  }

  /** Dimensions of a row. */
  List<Integer> ofRow() {
    return isMap ? List.of(shape.channels(), shape.height(), shape.width()) : List.of(shape.size());
  }

  /** The same with the dimensions of a map; a vector of several places is channel after channel. */
  Value asMap(Graph graph) {
    if (isMap) {
      return this;
    }
    List<Integer> dimensions =
        List.of(ROWS_AS_THEY_ARE, shape.channels(), shape.height(), shape.width());
    String shapeName = graph.constant("map_shape", dimensions);
    return new Value(graph.node("Reshape", List.of(name, shapeName)), shape, true);
  }

  /** The same as a vector that holds place after place, of each its channels. */
  Value asVector(Graph graph) {
    Shape vector = Shape.vector(shape.size());
    if (!isMap) {
      return new Value(name, vector, false);
    }
    boolean mixes = shape.places() > 1 && shape.channels() > 1;
    String ordered =
        mixes
            ? graph.node(
                "Transpose", List.of(name), Attribute.of("perm", new int[] {0, 2, 3, CHANNELS}))
            : name;
    return new Value(
        graph.node("Flatten", List.of(ordered), Attribute.of("axis", 1)), vector, false);
  }
}

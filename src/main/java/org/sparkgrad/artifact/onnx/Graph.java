package org.sparkgrad.artifact.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sparkgrad.io.ProtobufMessage;

/**
 * A graph as it is built: nodes in the order in which they are computed, and their constants.
 * ONNX's {@code GraphProto}.
 */
final class Graph {
  /** What the dimension of the rows, as many as a caller likes, is called. */
  private static final String ROWS = "N";

  private static final int NODE = 1;
  private static final int NAME = 2;
  private static final int INITIALIZER = 5;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;

  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_NAME = 3;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;

  private static final int VALUE_NAME = 1;
  private static final int VALUE_TYPE = 2;
  private static final int TYPE_TENSOR = 1;
  private static final int TENSOR_ELEMENT = 1;
  private static final int TENSOR_SHAPE = 2;
  private static final int SHAPE_DIMENSION = 1;
  private static final int DIMENSION_VALUE = 1;
  private static final int DIMENSION_NAME = 2;

  private final ProtobufMessage message = new ProtobufMessage();

  /** How many times a name has been asked for. */
  private final Map<String, Integer> names = new HashMap<>();

  Graph(String name) {
    message.text(NAME, name);
  }

  ProtobufMessage message() {
    return message;
  }

  /**
   * Declares an input.
   *
   * @param ofRow dimensions of a row, after that of the rows
   */
  void input(String name, ElementType type, List<Integer> ofRow) {
    message.message(INPUT, value(name, type, ofRow));
  }

  /** Declares an output, which a node computes. */
  void output(String name, ElementType type, List<Integer> ofRow) {
    message.message(OUTPUT, value(name, type, ofRow));
  }

  private static ProtobufMessage value(String name, ElementType type, List<Integer> ofRow) {
    ProtobufMessage shape = new ProtobufMessage();
    shape.message(SHAPE_DIMENSION, new ProtobufMessage().text(DIMENSION_NAME, ROWS));
    for (int each : ofRow) {
      shape.message(SHAPE_DIMENSION, new ProtobufMessage().varint(DIMENSION_VALUE, each));
    }
    ProtobufMessage tensor =
        new ProtobufMessage().varint(TENSOR_ELEMENT, type.number()).message(TENSOR_SHAPE, shape);
    return new ProtobufMessage()
        .text(VALUE_NAME, name)
        .message(VALUE_TYPE, new ProtobufMessage().message(TYPE_TENSOR, tensor));
  }

  /** Adds a constant and returns its name, which is numbered if it is taken. */
  String constant(String name, List<Integer> dimensions, float[] values) {
    String own = unused(name);
    message.message(INITIALIZER, Tensor.of(own, dimensions, values).message());
    return own;
  }

  /** Adds a number and returns its name. */
  String constant(String name, double value) {
    return constant(name, List.of(), new float[] {(float) value});
  }

  /** Adds a vector of whole numbers and returns its name. */
  String constant(String name, List<Integer> values) {
    String own = unused(name);
    message.message(INITIALIZER, Tensor.of(own, values).message());
    return own;
  }

  /** Adds a node and returns the name of its output. */
  String node(String operator, List<String> inputs, Attribute... attributes) {
    String output = unused(operator.toLowerCase(Locale.ROOT));
    node(output, operator, inputs, attributes);
    return output;
  }

  /** Adds a node whose output has this name. */
  void node(String output, String operator, List<String> inputs, Attribute... attributes) {
    ProtobufMessage node = new ProtobufMessage();
    inputs.forEach(each -> node.text(NODE_INPUT, each));
    node.text(NODE_OUTPUT, output).text(NODE_NAME, output).text(NODE_OPERATOR, operator);
    for (Attribute each : attributes) {
      node.message(NODE_ATTRIBUTE, each.message());
    }
    message.message(NODE, node);
  }

  private String unused(String name) {
    int times = names.merge(name, 1, Integer::sum);
    return times == 1 ? name : name + "." + times;
  }
}

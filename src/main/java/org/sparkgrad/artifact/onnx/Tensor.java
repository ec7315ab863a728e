package org.sparkgrad.artifact.onnx;

import java.util.List;
import org.sparkgrad.io.ProtobufMessage;

/**
 * A constant of a graph: ONNX's {@code TensorProto}.
 *
 * @param message complete
 */
record Tensor(ProtobufMessage message) {
  private static final int DIMENSION = 1;
  private static final int ELEMENT_TYPE = 2;
  private static final int INT64_VALUE = 7;
  private static final int NAME = 8;
  private static final int RAW_DATA = 9;

  private static ProtobufMessage named(String name, ElementType type, List<Integer> dimensions) {
    ProtobufMessage message = new ProtobufMessage();
    dimensions.forEach(each -> message.varint(DIMENSION, each));
    return message.varint(ELEMENT_TYPE, type.number()).text(NAME, name);
  }

  /**
   * Of floats.
   *
   * @param dimensions none for a single number
   * @param values in row-major order; not to be changed
   */
  static Tensor of(String name, List<Integer> dimensions, float[] values) {
    return new Tensor(named(name, ElementType.FLOAT, dimensions).floats(RAW_DATA, values));
  }

  /** A vector of whole numbers, such as the dimensions of another tensor. */
  static Tensor of(String name, List<Integer> values) {
    ProtobufMessage message = named(name, ElementType.INT64, List.of(values.size()));
    values.forEach(each -> message.varint(INT64_VALUE, each));
    return new Tensor(message);
  }
}

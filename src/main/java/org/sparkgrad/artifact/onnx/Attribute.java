package org.sparkgrad.artifact.onnx;

import org.sparkgrad.io.ProtobufMessage;

/**
 * A setting of an operator: ONNX's {@code AttributeProto}.
 *
 * @param message complete
 */
record Attribute(ProtobufMessage message) {
  private static final int NAME = 1;
  private static final int FLOAT = 2;
  private static final int INT = 3;
  private static final int INTS = 8;
  private static final int TYPE = 20;

  private static final int TYPE_FLOAT = 1;
  private static final int TYPE_INT = 2;
  private static final int TYPE_INTS = 7;

  private static ProtobufMessage named(String name, int type) {
    return new ProtobufMessage().text(NAME, name).varint(TYPE, type);
  }

  static Attribute of(String name, double value) {
    return new Attribute(named(name, TYPE_FLOAT).floatValue(FLOAT, (float) value));
  }

  static Attribute of(String name, int value) {
    return new Attribute(named(name, TYPE_INT).varint(INT, value));
  }

  static Attribute of(String name, int[] values) {
    ProtobufMessage message = named(name, TYPE_INTS);
    for (int each : values) {
      message.varint(INTS, each);
    }
    return new Attribute(message);
  }
}

package org.sparkgrad.artifact.onnx;

/** Types of a tensor's elements that are used here, with ONNX's numbers for them. */
enum ElementType {
  FLOAT(1),
  UINT8(2),
  INT64(7);

  private final int number;

  ElementType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}

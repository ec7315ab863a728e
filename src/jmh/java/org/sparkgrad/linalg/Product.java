package org.sparkgrad.linalg;

/** One contestant's way of doing one product, again and again on the same operands. */
interface Product {
  /** What really does it in this JVM: the contestant's name, if all is as it should be. */
  String name();

  /** Adds the product of A and B to C. */
  void add();

  /** The entries of C, row-major. */
  float[] result();
}

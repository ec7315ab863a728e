package org.sparkgrad.linalg;

/** {@link MatrixProduct} on operands as they stand: packing is part of the time, as in BLAS. */
final class SparkgradProduct implements Product {
  private final Operands operands;

  SparkgradProduct(Operands operands) {
    this.operands = operands;
  }

  @Override
  public String name() {
    return "Sparkgrad " + MatrixProduct.KERNEL.getClass().getSimpleName();
  }

  @Override
  public void add() {
    Matrix a = operands.a;
    Matrix b = operands.b;
    Matrix c = operands.c;
    switch (operands.shape.form) {
      case PLAIN -> MatrixProduct.add(a, b, c);
      case RIGHT_TRANSPOSED -> MatrixProduct.add(a, Panels.ofTransposed(b), c);
      case LEFT_TRANSPOSED -> MatrixProduct.add(a.transposed(), b, c);
    }
  }

  @Override
  public float[] result() {
    return operands.c.values();
  }
}

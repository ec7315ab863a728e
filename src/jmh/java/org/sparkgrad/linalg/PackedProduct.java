package org.sparkgrad.linalg;

/** {@link MatrixProduct} on a right operand packed once, as training uses a model's weights. */
final class PackedProduct implements Product {
  private final Operands operands;
  private final Panels panels;

  PackedProduct(Operands operands) {
    this.operands = operands;
    panels =
        operands.shape.rightTransposed() ? Panels.ofTransposed(operands.b) : Panels.of(operands.b);
  }

  @Override
  public String name() {
    return "Sparkgrad " + MatrixProduct.KERNEL.getClass().getSimpleName() + ", packed once";
  }

  @Override
  public void add() {
    MatrixProduct.add(operands.a, panels, operands.c);
  }

  @Override
  public float[] result() {
    return operands.c.values();
  }
}

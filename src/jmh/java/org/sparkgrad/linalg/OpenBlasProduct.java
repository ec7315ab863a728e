package org.sparkgrad.linalg;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** OpenBLAS on matrices that already stand outside the heap, so that it never waits for a copy. */
final class OpenBlasProduct implements Product {
  private final Operands operands;
  private final FloatPointer a;
  private final FloatPointer b;
  private final FloatPointer c;

  OpenBlasProduct(Operands operands) {
    this.operands = operands;
    a = new FloatPointer(operands.a.values());
    b = new FloatPointer(operands.b.values());
    c = new FloatPointer(operands.c.values());
  }

  @Override
  public String name() {
    String coreType = System.getenv(OpenBlasProcess.CORE_TYPE);
    return coreType == null ? "OpenBLAS" : "OpenBLAS, told " + coreType;
  }

  @Override
  public void add() {
    ProductShape shape = operands.shape;
    openblas_nolapack.cblas_sgemm(
        CblasRowMajor,
        shape.leftTransposed() ? CblasTrans : CblasNoTrans,
        shape.rightTransposed() ? CblasTrans : CblasNoTrans,
        shape.rows,
        shape.columns,
        shape.inner,
        1,
        a,
        operands.a.columns(),
        b,
        operands.b.columns(),
        1,
        c,
        shape.columns);
  }

  @Override
  public float[] result() {
    float[] values = new float[operands.c.values().length];
    c.get(values);
    return values;
  }
}

package org.sparkgrad.linalg;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The {@code sgemm} that Spark brings along. It reads matrices by columns, so what it is given as
 * {@code Bᵀ·Aᵀ} is A·B by rows.
 */
final class NetlibProduct implements Product {
  /** Warns of every implementation that this JVM cannot have, wanted or not. */
  private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");

  static {
    NETLIB.setLevel(Level.OFF);
  }

  private final Operands operands;
  private final BLAS blas = JavaBLAS.getInstance();

  NetlibProduct(Operands operands) {
    this.operands = operands;
  }

  @Override
  public String name() {
    return "netlib " + blas.getClass().getSimpleName();
  }

  @Override
  public void add() {
    ProductShape shape = operands.shape;
    Matrix a = operands.a;
    Matrix b = operands.b;
    blas.sgemm(
        shape.rightTransposed() ? "T" : "N",
        shape.leftTransposed() ? "T" : "N",
        shape.columns,
        shape.rows,
        shape.inner,
        1,
        b.values(),
        b.columns(),
        a.values(),
        a.columns(),
        1,
        operands.c.values(),
        shape.columns);
  }

  @Override
  public float[] result() {
    return operands.c.values();
  }
}

package org.sparkgrad.linalg;

/**
 * Float matrix products whose bits depend on nothing but their operands.
 *
 * <p>Every entry of the result adds its terms one by one in order of the inner index, each by a
 * fused multiply-add, starting from the value the entry had. How entries are grouped into tiles and
 * vectors therefore changes the speed alone: the vector kernel and the plain one give the same
 * bits.
 */
public final class MatrixProduct {
  /** The vector kernel where the JVM was started with {@code jdk.incubator.vector}. */
  static final Kernel KERNEL = fastest();

  /** Above so many rows of C, reading B in order is worth a packed copy of it. */
  private static final int PACK_ROWS = 32;

  private MatrixProduct() {}

  /**
   * C += A·B, where A is m x k, B is k x n and C is m x n. C alone is modified.
   *
   * @throws IllegalArgumentException where the shapes do not fit
   */
  public static void add(Matrix a, Matrix b, Matrix c) {
    add(a, Panels.of(b), c);
  }

  /** C += A·B with a packed B; see {@link #add(Matrix, Matrix, Matrix)}. */
  public static void add(Matrix a, Panels b, Matrix c) {
    multiply("A·B", LeftOperand.of(a), b, c);
  }

  /**
   * C += Aᵀ·B, where A is k x m, B is k x n and C is m x n. C alone is modified.
   *
   * @throws IllegalArgumentException where the shapes do not fit
   */
  public static void addTransposed(Matrix a, Matrix b, Matrix c) {
    LeftOperand left = LeftOperand.transposed(a);
    // With few rows in C, packing would cost more than it saves.
    Panels panels = left.rows() > PACK_ROWS ? Panels.of(b) : Panels.inPlace(b);
    multiply("Aᵀ·B", left, panels, c);
  }

  private static void multiply(String product, LeftOperand a, Panels b, Matrix c) {
    requireFit(product, a, b, c);
    for (int i = 0; i < b.count(); i++) {
      KERNEL.multiply(a, b.panel(i), c, c.offset() + i * b.width());
    }
  }

  private static void requireFit(String product, LeftOperand a, Panels b, Matrix c) {
    if (a.inner() != b.inner() || a.rows() != c.rows() || b.columns() != c.columns()) {
      throw new IllegalArgumentException(
          "matrix product C += %s: the shapes do not fit: %s times %d x %d into %s"
              .formatted(product, a.shape(), b.inner(), b.columns(), c.shape()));
    }
  }

  private static Kernel fastest() {
    try {
      return Class.forName("org.sparkgrad.linalg.VectorKernel")
          .asSubclass(Kernel.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      return new PlainKernel();
    }
  }
}

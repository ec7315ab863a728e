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
  static final ProductKernel KERNEL = fastest();

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
    multiply("Aᵀ·B", LeftOperand.transposed(a), Panels.of(b), c);
  }

  private static void multiply(String product, LeftOperand a, Panels b, Matrix c) {
    if (a.inner() != b.inner() || a.rows() != c.rows() || b.columns() != c.columns()) {
      throw new IllegalArgumentException(
          "matrix product C += %s: the shapes do not fit: %s times %s into %s"
              .formatted(product, a.shape(), b.shape(), c.shape()));
    }
    for (int panel = 0; panel < b.count(); panel++) {
      KERNEL.multiply(
          a,
          b.values(),
          b.start(panel),
          b.width(),
          c,
          c.offset() + panel * b.width(),
          b.used(panel));
    }
  }

  private static ProductKernel fastest() {
    try {
      return Class.forName("org.sparkgrad.linalg.VectorKernel")
          .asSubclass(ProductKernel.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      return new PlainKernel();
    }
  }
}

package org.sparkgrad.linalg;

import java.util.Objects;
import org.slf4j.LoggerFactory;

/**
 * Float matrix products whose bits depend on nothing but their operands.
 *
 * <p>Every entry of the result adds its terms one by one in order of the inner index, each by a
 * fused multiply-add, starting from the value the entry had. How entries are grouped into tiles and
 * vectors therefore changes the speed alone: the vector kernel and the plain one give the same
 * bits.
 */
public final class MatrixProduct {
  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /** The vector kernel if the JVM was started with its module, on vectors that it is made for. */
  static final Kernel KERNEL = fastest();

  private MatrixProduct() {}

  /**
   * C += A·B, where A is m x k, B is k x n and C is m x n. C alone is modified.
   *
   * @throws IllegalArgumentException where the shapes do not fit
   */
  public static void add(Matrix a, Matrix b, Matrix c) {
    add(a, b, c, new Arena());
  }

  /** C += A·B with buffers of an arena; see {@link #add(Matrix, Matrix, Matrix)}. */
  public static void add(Matrix a, Matrix b, Matrix c, Arena arena) {
    int mark = arena.mark();
    add(a, Panels.forRows(a.rows(), b, arena), c);
    arena.release(mark);
  }

  /** C += A·B with a packed B; see {@link #add(Matrix, Matrix, Matrix)}. */
  public static void add(Matrix a, Panels b, Matrix c) {
    requireFit(a, b, c);
    for (int i = 0; i < b.count(); i++) {
      Panel panel = b.panel(i);
      KERNEL.multiply(LeftOperand.of(a), panel, c, c.offset() + panel.firstColumn());
    }
  }

  private static void requireFit(Matrix a, Panels b, Matrix c) {
    if (a.columns() != b.inner() || a.rows() != c.rows() || b.columns() != c.columns()) {
      throw new IllegalArgumentException(
          "matrix product C += A·B: the shapes do not fit: %s times %d x %d into %s"
              .formatted(a.shape(), b.inner(), b.columns(), c.shape()));
    }
  }

  private static Kernel fastest() {
    try {
      return Class.forName("org.sparkgrad.linalg.VectorKernel")
          .asSubclass(Kernel.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      LoggerFactory.getLogger(MatrixProduct.class)
          .warn("training takes plain loops, up to ten times slower than vectors: {}", reason(e));
      return new PlainKernel();
    }
  }

  private static String reason(Throwable e) {
    if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
      return "this JVM was started without --add-modules=" + VECTOR_MODULE;
    }
    return "Java's Vector API cannot be used here: "
        + Objects.requireNonNullElse(e.getCause(), e).getMessage();
  }
}

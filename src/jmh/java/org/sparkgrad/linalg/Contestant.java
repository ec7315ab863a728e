package org.sparkgrad.linalg;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * Who does the products, each in a JVM of its own: on Java 17 a second species of float vectors,
 * such as netlib's, would make Sparkgrad's kernel ten times slower.
 */
public enum Contestant {
  SPARKGRAD_PACKED("Sparkgrad VectorKernel, packed once", PackedProduct::new, Forks::withVectors),
  SPARKGRAD_VECTORS("Sparkgrad VectorKernel", SparkgradProduct::new, Forks::withVectors),
  SPARKGRAD_PLAIN("Sparkgrad PlainKernel", SparkgradProduct::new, Forks::plain),
  NETLIB_VECTORS("netlib VectorBLAS", NetlibProduct::new, Forks::withVectors),
  NETLIB_PLAIN("netlib Java11BLAS", NetlibProduct::new, Forks::plain),
  OPENBLAS("OpenBLAS", OpenBlasProduct::new, Forks::openBlas),
  OPENBLAS_SKYLAKE_X("OpenBLAS, told SkylakeX", OpenBlasProduct::new, Forks::openBlasSkylakeX);

  private final String title;
  private final Function<Operands, Product> product;
  private final UnaryOperator<ChainedOptionsBuilder> fork;

  Contestant(
      String title,
      Function<Operands, Product> product,
      UnaryOperator<ChainedOptionsBuilder> fork) {
    this.title = title;
    this.product = product;
    this.fork = fork;
  }

  /** Sparkgrad has no product with a transposed left operand and a packed right one. */
  boolean enters(ProductShape shape) {
    return this != SPARKGRAD_PACKED || !shape.leftTransposed();
  }

  /** Has JMH start the JVM that the contestant needs. */
  ChainedOptionsBuilder inFork(ChainedOptionsBuilder options) {
    return fork.apply(options);
  }

  /**
   * The contestant at work.
   *
   * @throws IllegalStateException where this JVM would have another one do the work
   */
  Product product(Operands operands) {
    Product made = product.apply(operands);
    if (!made.name().equals(title)) {
      throw new IllegalStateException(
          "contestant %s: expected a JVM for it, found %s".formatted(title, made.name()));
    }
    return made;
  }

  @Override
  public String toString() {
    return title;
  }
}

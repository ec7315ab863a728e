package org.sparkgrad.linalg;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One product of one contestant, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductBenchmark {
  @Param public ProductShape shape;
  @Param public Contestant contestant;

  private Product product;

  /** Takes only a contestant whose product is right. */
  @Setup
  public void prepare() {
    Operands operands = new Operands(shape);
    product = contestant.product(operands);
    product.add();
    operands.requireProduct(product.result());
  }

  @Benchmark
  public void add() {
    product.add();
  }
}

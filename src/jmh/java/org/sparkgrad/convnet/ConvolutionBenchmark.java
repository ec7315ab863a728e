package org.sparkgrad.convnet;

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

/** One convolution of one engine, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConvolutionBenchmark {
  @Param public ConvolutionShape shape;
  @Param public Work work;
  @Param public Engine engine;

  private Convolving convolving;

  /** Takes only an engine whose results are right. */
  @Setup
  public void prepare() {
    ConvolutionOperands operands = new ConvolutionOperands(shape);
    convolving = engine.convolving(operands);
    new ConvolutionCheck(operands).require(work, convolving.results());
  }

  @Benchmark
  public void convolve() {
    switch (work) {
      case FORWARD -> convolving.forward();
      case GRADIENTS -> convolving.gradients();
    }
  }
}

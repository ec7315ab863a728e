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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole training steps of one engine, on two threads. Until a heap has been filled once, its page
 * faults cost a third of a step; hence the long warm-up.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 6, time = 5)
@Measurement(iterations = 5, time = 5)
public class StepBenchmark {
  static final int THREADS = 2;
  static final int BATCH = 512;

  @Param public Engine engine;

  private Training training;

  @Setup
  public void prepare() {
    training = engine.start();
  }

  @Benchmark
  public void step() {
    training.step();
  }

  @TearDown
  public void close() {
    training.close();
  }
}

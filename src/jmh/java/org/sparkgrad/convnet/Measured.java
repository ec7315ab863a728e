package org.sparkgrad.convnet;

import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;
import org.sparkgrad.linalg.CpuTime;

/**
 * The speed of one engine, in 10^9 floating-point operations.
 *
 * @param median by the clock, for each second of it
 * @param least of the slowest iteration, by the clock
 * @param most of the fastest iteration, by the clock
 * @param medianByCpu for each second of CPU time
 */
record Measured(Engine engine, double median, double least, double most, double medianByCpu) {

  /**
   * @param flop of one operation of the benchmark
   */
  static Measured of(Engine engine, double flop, RunResult run) {
    Statistics byClock = run.getPrimaryResult().getStatistics();
    Statistics byCpu = run.getSecondaryResults().get(CpuTime.OPERATIONS).getStatistics();
    double scale = flop * 1e-9;
    return new Measured(
        engine,
        scale * byClock.getPercentile(50),
        scale * byClock.getMin(),
        scale * byClock.getMax(),
        scale * byCpu.getPercentile(50));
  }

  /** The fastest of PyTorch. */
  static Measured baseline(List<Measured> contest) {
    Measured fastest = null;
    for (Measured each : contest) {
      boolean faster = fastest == null || each.median > fastest.median;
      if (each.engine != Engine.SPARKGRAD && faster) {
        fastest = each;
      }
    }
    return fastest;
  }
}

package org.sparkgrad.linalg;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * The speed of one contestant at one product, in 10^9 floating-point operations.
 *
 * @param kernels those that OpenBLAS took; empty for the others
 * @param median by the clock, for each second of it
 * @param least of the slowest iteration, by the clock
 * @param most of the fastest iteration, by the clock
 * @param medianByCpu for each second of CPU time
 * @param bytes what one product allocates on the heap
 */
record MeasuredProduct(
    ProductShape shape,
    Contestant contestant,
    String kernels,
    double median,
    double least,
    double most,
    double medianByCpu,
    double bytes) {

  static MeasuredProduct of(ProductShape shape, Contestant contestant, RunResult run) {
    Statistics byClock = run.getPrimaryResult().getStatistics();
    Statistics byCpu = secondary(run, CpuTime.OPERATIONS).getStatistics();
    double scale = shape.floatingPointOperations() * 1e-9;
    return new MeasuredProduct(
        shape,
        contestant,
        kernels(run),
        scale * byClock.getPercentile(50),
        scale * byClock.getMin(),
        scale * byClock.getMax(),
        scale * byCpu.getPercentile(50),
        secondary(run, "gc.alloc.rate.norm").getScore());
  }

  private static Result<?> secondary(RunResult run, String label) {
    return run.getSecondaryResults().get(label);
  }

  private static String kernels(RunResult run) {
    Result<?> kernels = secondary(run, OpenBlasProcess.KERNELS);
    return kernels == null ? "" : " [" + kernels.extendedInfo() + "]";
  }

  /** The contestant, and the kernels that OpenBLAS took. */
  String name() {
    return contestant + kernels;
  }
}

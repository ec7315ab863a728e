package org.sparkgrad.convnet;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.sparkgrad.bench.CifarNetTraining;

/** The measurements of all engines, one line each, as text for people. */
final class ConvnetTables {
  private static final String CONVOLUTIONS =
      """

      Convolutions of cifar-net, 64 images at a time, on one thread: image, filters.
      GFLOP/s: 10^9 floating-point operations a second, the median of the iterations, least and most.
      by CPU: the same for each second of CPU time, which other processes do not take away.
      ratio: by the clock, and by CPU, against the fastest of PyTorch's lines.

      """;

  private static final String STEPS =
      """

      Training steps of cifar-net, batches of 512 rows, on two threads.
      epoch: seconds for 50,000 rows, the median of the iterations, least and most; by CPU: CPU seconds.
      GFLOP/s: of each thread.
      ratio: by the clock, and by CPU, against the fastest of PyTorch's lines.

      """;

  private static final String CONVOLUTION = "%-26s  %-21s  %-22s  %7s  %14s  %6s  %5s  %6s%n";
  private static final String STEP = "%-24s  %6s  %7s  %14s  %6s  %7s  %5s  %6s%n";
  private static final int EPOCH = 50_000;

  private final PrintStream out;

  /** Lines are printed as they are added. */
  ConvnetTables(PrintStream out) {
    this.out = out;
  }

  void startConvolutions() {
    out.print(CONVOLUTIONS);
    addConvolution(
        "convolution", "work", "engine", "GFLOP/s", "least to most", "by CPU", "ratio", "by CPU");
  }

  void add(ConvolutionShape shape, Work work, List<Measured> contest) {
    Measured baseline = Measured.baseline(contest);
    for (Measured each : contest) {
      addConvolution(
          shape,
          work,
          each.engine(),
          number("%.1f", each.median()),
          number("%.1f", each.least()) + " to " + number("%.1f", each.most()),
          number("%.1f", each.medianByCpu()),
          number("%.2f", each.median() / baseline.median()),
          number("%.2f", each.medianByCpu() / baseline.medianByCpu()));
    }
  }

  void addSteps(List<Measured> contest) {
    out.print(STEPS);
    addStep("engine", "rows/s", "epoch", "least to most", "by CPU", "GFLOP/s", "ratio", "by CPU");
    Measured baseline = Measured.baseline(contest);
    for (Measured each : contest) {
      addStep(
          each.engine(),
          number("%.0f", rows(each.median())),
          number("%.1f s", EPOCH / rows(each.median())),
          number("%.1f", EPOCH / rows(each.most()))
              + " to "
              + number("%.1f", EPOCH / rows(each.least())),
          number("%.1f", EPOCH / rows(each.medianByCpu())),
          number("%.1f", each.median() / StepBenchmark.THREADS),
          number("%.2f", each.median() / baseline.median()),
          number("%.2f", each.medianByCpu() / baseline.medianByCpu()));
    }
  }

  /** Rows in the time of so many operations. */
  private static double rows(double gigaFlop) {
    CifarNetTraining one = new CifarNetTraining(1);
    return gigaFlop * 1e9 / one.flop();
  }

  private void addConvolution(Object... cells) {
    out.print(CONVOLUTION.formatted(cells));
  }

  private void addStep(Object... cells) {
    out.print(STEP.formatted(cells));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}

package org.sparkgrad.linalg;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Compares the speed of {@link MatrixProduct} with that of BLAS libraries. The contestants take
 * their turns product by product, so that a machine whose speed drifts is fair to all of a product.
 */
public final class BlasComparison {
  private final OutputFormat log;
  private final ComparisonTable table = new ComparisonTable();
  private final List<MeasuredProduct> measured = new ArrayList<>();

  private BlasComparison(OutputFormat log) {
    this.log = log;
  }

  /**
   * Prints a table on standard output, and what is being measured on standard error.
   *
   * @param arguments the file to write what JMH reports to
   */
  public static void main(String[] arguments) throws IOException, RunnerException {
    try (PrintStream file = new PrintStream(arguments[0], UTF_8)) {
      OutputFormat log = OutputFormatFactory.createFormatInstance(file, VerboseMode.NORMAL);
      new BlasComparison(log).run();
    }
  }

  private void run() throws RunnerException {
    for (ProductShape shape : ProductShape.values()) {
      List<MeasuredProduct> contest = contest(shape);
      table.add(contest);
      measured.addAll(contest);
    }
    System.out.print(table);
    AllocationCheck.require(measured);
  }

  private List<MeasuredProduct> contest(ProductShape shape) throws RunnerException {
    List<MeasuredProduct> contest = new ArrayList<>();
    for (Contestant contestant : Contestant.values()) {
      if (contestant.enters(shape)) {
        System.err.println(shape + ", " + contestant);
        contest.add(MeasuredProduct.of(shape, contestant, measure(shape, contestant)));
      }
    }
    return contest;
  }

  private RunResult measure(ProductShape shape, Contestant contestant) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(ProductBenchmark.class.getName())
            .param("shape", shape.name())
            .param("contestant", contestant.name())
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuTime.class)
            .shouldFailOnError(true);
    return new Runner(contestant.inFork(options).build(), log).runSingle();
  }
}

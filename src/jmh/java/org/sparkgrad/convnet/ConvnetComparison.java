package org.sparkgrad.convnet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.sparkgrad.bench.CifarNetTraining;
import org.sparkgrad.linalg.CpuTime;

/**
 * Compares convolutions and whole training steps of {@code cifar-net} with those of PyTorch, which
 * uses oneDNN. The engines take their turns, so that a machine whose speed drifts is fair to all.
 */
public final class ConvnetComparison {
  private final OutputFormat log;
  private final ConvnetTables tables = new ConvnetTables(System.out);

  private ConvnetComparison(OutputFormat log) {
    this.log = log;
  }

  /**
   * Prints tables on standard output, and what is being measured on standard error.
   *
   * @param arguments the file to write what JMH reports to
   */
  public static void main(String[] arguments) throws IOException, RunnerException {
    try (PrintStream file = new PrintStream(arguments[0], UTF_8)) {
      OutputFormat log = OutputFormatFactory.createFormatInstance(file, VerboseMode.NORMAL);
      new ConvnetComparison(log).run();
    }
  }

  private void run() throws RunnerException {
    tables.startConvolutions();
    for (ConvolutionShape shape : ConvolutionShape.values()) {
      for (Work work : Work.values()) {
        if (shape.needs(work)) {
          tables.add(shape, work, contest(shape, work));
        }
      }
    }
    tables.addSteps(steps());
  }

  private List<Measured> contest(ConvolutionShape shape, Work work) throws RunnerException {
    List<Measured> contest = new ArrayList<>();
    for (Engine engine : Engine.convolving(shape)) {
      System.err.println(shape + ", " + work + ", " + engine);
      ChainedOptionsBuilder options =
          new OptionsBuilder()
              .include(ConvolutionBenchmark.class.getName())
              .param("shape", shape.name())
              .param("work", work.name());
      contest.add(Measured.of(engine, shape.flop(work), measure(options, engine, 1)));
    }
    return contest;
  }

  private List<Measured> steps() throws RunnerException {
    double flop = new CifarNetTraining(StepBenchmark.BATCH).flop();
    List<Measured> contest = new ArrayList<>();
    for (Engine engine : Engine.training()) {
      System.err.println("training step, " + engine);
      ChainedOptionsBuilder options = new OptionsBuilder().include(StepBenchmark.class.getName());
      contest.add(Measured.of(engine, flop, measure(options, engine, StepBenchmark.THREADS)));
    }
    return contest;
  }

  private RunResult measure(ChainedOptionsBuilder options, Engine engine, int threads)
      throws RunnerException {
    options.param("engine", engine.name()).addProfiler(CpuTime.class).shouldFailOnError(true);
    return new Runner(engine.inFork(options, threads).build(), log).runSingle();
  }
}

package org.sparkgrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.bench.Benchmark;
import org.sparkgrad.bench.ConvnetBenchmark;
import org.sparkgrad.bench.EstimatorBenchmark;
import org.sparkgrad.bench.FeaturesBenchmark;
import org.sparkgrad.bench.FusedBenchmark;
import org.sparkgrad.bench.GrowthBenchmark;
import org.sparkgrad.bench.KernelBenchmark;
import org.sparkgrad.bench.LoadBenchmark;
import org.sparkgrad.bench.Measurement;
import org.sparkgrad.bench.MergeBenchmark;
import org.sparkgrad.bench.MllibBenchmark;
import org.sparkgrad.bench.RowsBenchmark;
import org.sparkgrad.bench.StepBenchmark;
import org.sparkgrad.bench.SumBenchmark;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.ScheduleKind;
import org.sparkgrad.data.format.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures Sparkgrad and what it is compared with, side by side in one run. */
@Command(
    name = "bench",
    description =
        "Measure, side by side in one run; medians, and the distance of the quartiles as spread.")
final class BenchCommand implements Action {
  private static final List<String> NAMES =
      List.of(
          "kernels",
          "sums",
          "load",
          "features",
          "step",
          "rows",
          "growth",
          "merge",
          "fused",
          "convnet",
          "mllib",
          "ml");

  @Spec CommandSpec command;
  @Mixin CommonOptions common;
  @Mixin DataOptions dataOptions;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description =
          "Benchmarks to run (default: all): kernels, sums, load, features, step, rows, growth, merge, "
              + "fused, convnet, mllib, ml.")
  List<String> names = List.of();

  @Override
  public int run(Problems problems) throws IOException {
    dataOptions.check(problems);
    for (String name : names) {
      problems.require(
          NAMES.contains(name),
          "bench: expected one of %s, found '%s'".formatted(String.join(", ", NAMES), name));
    }
    problems.throwIfAny();
    DataSource source = dataOptions.open();
    try (SparkSession session = Sessions.start(command.name(), common.narration(command))) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      List<Measurement> measurements = new ArrayList<>();
      for (Benchmark benchmark : benchmarks(session, source, context)) {
        if (names.isEmpty() || names.contains(benchmark.name())) {
          measurements.addAll(benchmark.run());
        }
      }
      print(session, measurements);
    }
    return ExitCode.DONE;
  }

  private List<Benchmark> benchmarks(
      SparkSession session, DataSource source, JavaSparkContext context) {
    int partitions = dataOptions.partitions(context);
    return List.of(
        new KernelBenchmark(),
        new SumBenchmark(context, source, partitions),
        new LoadBenchmark(context, source, partitions),
        new FeaturesBenchmark(context, source, partitions),
        new StepBenchmark(context, source, partitions),
        new RowsBenchmark(context, source, partitions),
        new GrowthBenchmark(context, source, partitions),
        new MergeBenchmark(context, source),
        new FusedBenchmark(context, source, partitions),
        new ConvnetBenchmark(context, partitions),
        new MllibBenchmark(session, source, partitions, softmaxOnRawPixels()),
        new EstimatorBenchmark(session, source, partitions));
  }

  /** The best cell of conf/grid-softmax-raw.properties. */
  private static Map<Hyperparameter<?>, Object> softmaxOnRawPixels() {
    return Map.of(
        Hyperparameter.LEARNING_RATE,
        0.02,
        Hyperparameter.L2,
        0.01,
        Hyperparameter.MOMENTUM,
        0.9,
        Hyperparameter.SCHEDULE,
        ScheduleKind.LINEAR,
        Hyperparameter.BATCH_SIZE,
        2500,
        Hyperparameter.EPOCHS,
        BigDecimal.valueOf(20),
        Hyperparameter.SEED,
        2L,
        Hyperparameter.VALIDATION,
        0);
  }

  private void print(SparkSession session, List<Measurement> measurements) {
    PrintWriter out = command.commandLine().getOut();
    Map<String, Object> machine = machine(session);
    if (common.json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("machine", machine);
      document.put("benchmarks", measurements.stream().map(BenchCommand::map).toList());
      out.println(Json.text(document));
    } else {
      TextTable table =
          new TextTable(List.of("benchmark", "unit", "value", "spread", "baseline", "ratio"));
      for (Measurement each : measurements) {
        table.add(
            List.of(
                each.name(),
                each.unit(),
                number(each.value()),
                percent(each.spread()),
                number(each.baseline()),
                number(each.ratio())));
      }
      out.print(table);
      out.println("machine: " + machine);
    }
    out.flush();
  }

  private static Map<String, Object> machine(SparkSession session) {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("cores", Runtime.getRuntime().availableProcessors());
    machine.put("max_heap_mib", Runtime.getRuntime().maxMemory() >> 20);
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.put("java", Runtime.version().toString());
    machine.put("spark", session.version());
    machine.put("master", session.sparkContext().master());
    return machine;
  }

  private static Map<String, Object> map(Measurement measurement) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", measurement.name());
    map.put("unit", measurement.unit());
    map.put("value", orNull(measurement.value()));
    map.put("baseline", orNull(measurement.baseline()));
    map.put("ratio", orNull(measurement.ratio()));
    return map;
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.0f %%", 100 * share.getAsDouble())
        : "-";
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.4g", value.getAsDouble()) : "-";
  }
}

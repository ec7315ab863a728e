package org.sparkgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;

/**
 * A grid of 64 cells (8 learning rates x 8 penalties, batch 200) in one pass, against the same
 * cells as separate jobs at several degrees of parallelism, and against a loop in NumPy.
 *
 * <p>Separate jobs make fewer steps than the 1,500 of a real cell, of all 64 cells; figures are
 * given for all steps, as the time of a step does not depend on how many there are.
 */
public record FusedBenchmark(JavaSparkContext context, DataSource source, int partitions)
    implements Benchmark {
  private static final int CELL_STEPS = 1500;
  private static final int WARM_UP_STEPS = 150;
  private static final int SEPARATE_STEPS = 30;
  private static final int ROUNDS = 3;
  private static final int NUMPY_CELLS = 3;
  private static final List<Integer> PARALLELISMS = List.of(1, 2, 4);

  @Override
  public String name() {
    return "fused";
  }

  @Override
  public String description() {
    return "64 cells of 1,500 steps in one pass, against separate jobs and a NumPy loop";
  }

  @Override
  public List<Measurement> run() {
    try (LabelledRows images = PartLoader.load(context, source.train(), partitions)) {
      BenchmarkGrid grid = new BenchmarkGrid(images);
      grid.trainFused(WARM_UP_STEPS);
      Stopwatch watch = new Stopwatch();
      grid.trainFused(CELL_STEPS);
      double seconds = watch.seconds();
      List<Measurement> measurements = new ArrayList<>();
      double best = Double.POSITIVE_INFINITY;
      for (int parallelism : PARALLELISMS) {
        Samples separate =
            Samples.inTurn(1, ROUNDS, () -> grid.trainSeparately(SEPARATE_STEPS, parallelism))[0];
        best = Math.min(best, seconds(separate, SEPARATE_STEPS));
        measurements.add(
            Measurement.alone(
                    "fused: 64 cells as separate jobs, %d at a time".formatted(parallelism),
                    "s",
                    seconds(separate, SEPARATE_STEPS))
                .spreading(separate.spread()));
      }
      measurements.add(
          Measurement.against(
              best, "fused: 64 cells in one pass, against the best of these", "s", seconds));
      measurements.add(againstNumpy(seconds));
      return measurements;
    }
  }

  private Measurement againstNumpy(double seconds) {
    OptionalDouble cell =
        new PythonScript("numpy_loop.py")
            .run(source.kind(), source.train().files(), CELL_STEPS, NUMPY_CELLS);
    if (cell.isEmpty()) {
      return Measurement.skipped(
          "fused: NumPy loop skipped, no CIFAR-10 or no python3 with numpy here", "s");
    }
    return Measurement.against(
        BenchmarkGrid.CELLS * cell.getAsDouble(), "fused: the same, against NumPy", "s", seconds);
  }

  /** Of a whole cell's steps. */
  private static double seconds(Samples samples, int steps) {
    return samples.median() * 1e-3 * CELL_STEPS / steps;
  }
}

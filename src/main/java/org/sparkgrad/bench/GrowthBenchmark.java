package org.sparkgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.data.BlockPartitioner;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.format.DataPart;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.Reduction;
import org.sparkgrad.linalg.RowGroups;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Networks;

/**
 * How costs grow: the arithmetic of 128 rows, forward and back, with features, classes and cells; a
 * step with partitions and with blocks; loading with rows. Each is held against the first of its
 * row.
 */
public record GrowthBenchmark(JavaSparkContext context, DataSource source, int partitions)
    implements Benchmark {
  private static final int ROWS = 128;
  private static final int BATCH = 256;
  private static final int SOME_BLOCKS = 16;
  private static final int WARM_UP = 20;
  private static final int ROUNDS = 21;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String description() {
    return "how costs grow with features, classes, cells, partitions, blocks and rows";
  }

  @Override
  public List<Measurement> run() {
    List<Measurement> measurements = new ArrayList<>();
    measurements.addAll(
        inTurn(
            List.of("768 features", "3,072 features", "12,288 features"),
            List.of(pass(768, 10, 1), pass(3072, 10, 1), pass(12_288, 10, 1))));
    measurements.addAll(
        inTurn(
            List.of("10 classes", "100 classes", "1,000 classes"),
            List.of(pass(3072, 10, 1), pass(3072, 100, 1), pass(3072, 1000, 1))));
    measurements.addAll(
        inTurn(
            List.of("1 cell", "8 cells", "64 cells"),
            List.of(pass(3072, 10, 1), pass(3072, 10, 8), pass(3072, 10, 64))));
    measurements.addAll(stepsByPartitions());
    measurements.addAll(stepsByBlocks());
    measurements.addAll(
        inTurn(
            List.of("loading 10,000 rows", "loading 50,000 rows"),
            List.of(() -> load(source.test()), () -> load(source.train()))));
    return measurements;
  }

  private static List<Measurement> inTurn(List<String> names, List<Runnable> actions) {
    Samples[] samples = Samples.inTurn(WARM_UP, ROUNDS, actions.toArray(Runnable[]::new));
    List<Measurement> measurements = new ArrayList<>();
    for (int i = 0; i < samples.length; i++) {
      Measurement each = Measurement.of("growth: " + names.get(i), samples[i]);
      measurements.add(i == 0 ? each : each.against(samples[0].median()));
    }
    return measurements;
  }

  /** Scores, and the gradient in four groups of rows, at arbitrary numbers. */
  private static Runnable pass(int features, int classes, int models) {
    Model model = Networks.linear(features, classes, true);
    float[] parameters = numbers(models * model.parameters());
    float[] inputs = numbers(ROWS * features);
    float[] scores = new float[models * ROWS * classes];
    int[] ends = {ROWS / 4, ROWS / 2, 3 * ROWS / 4, ROWS};
    RowGroups groups = new RowGroups(ends, new Reduction(new int[] {0, 1, 0, 2}));
    GroupSums gradient = GroupSums.of(parameters.length, groups);
    Arena arena = new Arena();
    return () -> {
      arena.release(0);
      Model.Pass pass = model.at(parameters, models, arena);
      pass.forward(inputs, ROWS, scores);
      pass.backward(scores, gradient);
    };
  }

  private static float[] numbers(int size) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = i % 97 / 97f - 0.5f;
    }
    return numbers;
  }

  private List<Measurement> stepsByPartitions() {
    List<Integer> counts = List.of(1, 2, 4, 8);
    return steps(
        counts.stream().map("step of batch 256, %d partitions"::formatted).toList(),
        counts.stream().map(count -> new BlockPartitioner(SOME_BLOCKS, count, 1)).toList());
  }

  private List<Measurement> stepsByBlocks() {
    List<Integer> counts = List.of(8, 16, 32, 64);
    return steps(
        counts.stream().map("step of batch 256, %d blocks"::formatted).toList(),
        counts.stream().map(count -> new BlockPartitioner(count, partitions, 1)).toList());
  }

  private List<Measurement> steps(List<String> names, List<BlockPartitioner> layouts) {
    List<LabelledRows> loaded = new ArrayList<>();
    layouts.forEach(each -> loaded.add(PartLoader.load(context, source.train(), each)));
    List<Measurement> measurements =
        inTurn(names, loaded.stream().map(GrowthBenchmark::step).toList());
    loaded.forEach(LabelledRows::close);
    return measurements;
  }

  private static Runnable step(LabelledRows images) {
    RddObjective objective = RawSoftmax.objective(images.blocks(), images.rows(), BATCH);
    float[] parameters = RawSoftmax.parameters();
    AtomicLong iteration = new AtomicLong();
    return () -> objective.evaluate(parameters, iteration.getAndIncrement());
  }

  private void load(DataPart part) {
    PartLoader.load(context, part, partitions).close();
  }
}

package org.sparkgrad.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.KeptBySpark;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;

/**
 * 20,000 steps in a Spark of their own: the whole of a virtual machine that {@link LeakProof}
 * starts.
 *
 * <p>One cell makes 18,000 of them. Ten fused cells, whose parameters are more than a closure
 * carries, make the others: 400 before and 1,600 behind it, so that at the first measurement and at
 * the last their share is the same.
 */
final class LongTraining {
  static final long STEPS = 20_000;

  /**
   * Where it is measured first. By then there are as many ended jobs and stages as Spark remembers
   * for its user interface, 1,000 of each, and that part of the heap grows no more.
   */
  static final long WARM = 4_000;

  /** The last step of the cell that is trained by itself, with all that it has gathered. */
  static final long LAST_ALONE = 18_400;

  static final int FUSED_CELLS = 10;

  /** The training and the test images: each is an RDD, and a broadcast of how to read the files. */
  static final int LOADED = 2;

  private static final int FUSED_STEPS_BEFORE = 400;
  private static final int FUSED_STEPS_BEHIND = (int) (STEPS - LAST_ALONE);
  private static final int CHECK_INTERVAL = 100;
  private static final int BATCH = 256;
  private static final int PARTITIONS = 2;
  private static final double RATE = 0.0001;

  private final JavaSparkContext context;
  private final List<CellStatus> statuses = new ArrayList<>();
  private long toldFused;
  private long steps;
  private int parametersLeft;

  private LongTraining(JavaSparkContext context) {
    this.context = context;
  }

  /**
   * What is there after full collections of garbage.
   *
   * @param steps made so far
   * @param rdds persisted
   * @param broadcasts that the block manager holds
   * @param others the names of its blocks that are neither of RDDs nor of broadcasts
   * @param heap bytes in use
   */
  record Measured(long steps, int rdds, int broadcasts, Set<String> others, long heap) {}

  /**
   * How it ended.
   *
   * @param statuses of all cells
   * @param parametersLeft how many broadcasts of parameters stayed where no garbage was collected,
   *     seen at every hundredth fused step
   */
  record End(List<CellStatus> statuses, int parametersLeft) {}

  /**
   * Prints a line of JSON for each {@link Measured}: before there is data, with it, at 4,000 steps,
   * at 18,400, at 20,000, and when the data is closed; then one for the {@link End}.
   *
   * @param arguments a directory for the data, the master, and settings of Spark as KEY=VALUE
   */
  public static void main(String[] arguments) {
    SparkSession session = SparkSession.builder().config(settings(arguments)).getOrCreate();
    try {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      new LongTraining(context).run(ThreeBlocks.write(Path.of(arguments[0])));
    } finally {
      session.stop();
    }
  }

  private static SparkConf settings(String[] arguments) {
    SparkConf settings = new SparkConf();
    for (String setting : Arrays.asList(arguments).subList(2, arguments.length)) {
      String[] parts = setting.split("=", 2);
      settings.set(parts[0], parts[1]);
    }
    return settings
        .setMaster(arguments[1])
        .setAppName("long training")
        .set("spark.serializer", KryoSerializer.class.getName())
        .set("spark.driver.bindAddress", "127.0.0.1")
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.ui.enabled", "false");
  }

  private void run(Path directory) {
    measure(0);
    try (TrainingData data = ThreeBlocks.load(context, directory, PARTITIONS)) {
      measure(LOADED);
      trainFused(data, FUSED_STEPS_BEFORE);
      trainAlone(data, (int) LAST_ALONE - FUSED_STEPS_BEFORE);
      trainFused(data, FUSED_STEPS_BEHIND);
      measure(LOADED);
    }
    measure(0);
    print(new End(statuses, parametersLeft));
  }

  private void trainFused(TrainingData data, int iterations) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 1; i <= FUSED_CELLS; i++) {
      cells.add(cell("fused-" + i, i * RATE, iterations));
    }
    trainer(data, this::noteFused)
        .trainGroup(cells)
        .forEach(result -> statuses.add(result.status()));
  }

  private void trainAlone(TrainingData data, int iterations) {
    Cell cell = cell("alone", RATE, iterations);
    statuses.add(trainer(data, this::noteAlone).train(cell).status());
  }

  private static CellTrainer trainer(TrainingData data, TrainingListener progress) {
    CellTrainer.Settings settings = new CellTrainer.Settings(0, 0, false);
    return new CellTrainer(data, Optional.empty(), settings, progress);
  }

  private static Cell cell(String name, double rate, int iterations) {
    Hyperparameters hyperparameters =
        ThreeBlocks.cell(name, rate)
            .hyperparameters()
            .with(Hyperparameter.BATCH_SIZE, BATCH)
            .with(Hyperparameter.ITERATIONS, iterations);
    return new Cell(name, hyperparameters);
  }

  private void noteAlone(Cell cell, CurvePoint point) {
    steps++;
    if (steps == WARM || steps == LAST_ALONE) {
      measure(LOADED);
    }
  }

  /** Each of the cells tells of each step. */
  private void noteFused(Cell cell, CurvePoint point) {
    toldFused++;
    if (toldFused % FUSED_CELLS == 0) {
      steps++;
      if (steps % CHECK_INTERVAL == 0) {
        checkParameters();
      }
    }
  }

  /** Spark would remove them when it finds them in the garbage, but that may be late. */
  private void checkParameters() {
    KeptBySpark kept = KeptBySpark.awaited(context, each -> each.largeBroadcasts().isEmpty());
    parametersLeft += kept.largeBroadcasts().size();
  }

  /**
   * Prints what is there, once it is no more than expected or has had time to become so.
   *
   * @param loaded how many RDDs are in use, and as many broadcasts
   */
  private void measure(int loaded) {
    KeptBySpark kept =
        KeptBySpark.collected(
            context,
            each ->
                each.rdds().size() == loaded
                    && each.broadcasts().size() == loaded
                    && each.others().isEmpty());
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    print(new Measured(steps, kept.rdds().size(), kept.broadcasts().size(), kept.others(), heap));
  }

  private static void print(Object line) {
    try {
      System.out.println(new ObjectMapper().writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}

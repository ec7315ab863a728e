package org.sparkgrad.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.ModelKind;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.TrainingData;
import org.sparkgrad.train.TrainingListener;

/** A grid whose models together are larger than the heap that {@link ManyModelsProof} gives it. */
final class ManyModels {
  static final int CELLS = 20;

  /** 3,072 x 1,024 floats and some: 12 MiB. */
  private static final int HIDDEN = 1024;

  private ManyModels() {}

  /**
   * Prints how each cell ended and the rows of the results.
   *
   * @param arguments a directory to work in
   */
  public static void main(String[] arguments) throws IOException {
    Path place = Path.of(arguments[0]);
    try (SparkSession session = session()) {
      Path directory = TinyCifar.write(place.resolve("tiny"), 12, 20);
      DataSource opened = DataSource.open(new Configuration(), directory.toString());
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      try (TrainingData data = TrainingData.load(context, opened, 2)) {
        RunDirectory run = RunDirectory.at(new Configuration(), place.resolve("run").toString());
        new Experiment(session, data, run, settings(), TrainingListener.NONE)
            .run(cells())
            .results()
            .forEach(each -> System.out.println(each.status() + " " + each.error().orElse("")));
      }
      String results = place.resolve("run/results").toString();
      System.out.println("rows " + session.read().parquet(results).count());
    }
  }

  private static Experiment.Settings settings() {
    return new Experiment.Settings(
        new SearchSettings(1, false, Optional.empty()),
        new CellTrainer.Settings(0, 0, false),
        false,
        false,
        Map.of());
  }

  private static List<Cell> cells() {
    return IntStream.rangeClosed(1, CELLS)
        .mapToObj(i -> new Cell("cell-" + i, hyperparameters(i)))
        .toList();
  }

  private static Hyperparameters hyperparameters(long seed) {
    return Hyperparameters.of(
        Map.of(
            Hyperparameter.MODEL,
            ModelKind.TWO_LAYER,
            Hyperparameter.HIDDEN,
            HIDDEN,
            Hyperparameter.SEED,
            seed,
            Hyperparameter.VALIDATION,
            20,
            Hyperparameter.BATCH_SIZE,
            10,
            Hyperparameter.ITERATIONS,
            1));
  }

  /** Spark reserves 300 MiB for itself unless it is tested. */
  private static SparkSession session() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("many models")
        .config("spark.testing.reservedMemory", "0")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .getOrCreate();
  }
}

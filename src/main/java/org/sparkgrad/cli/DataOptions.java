package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.LoggerFactory;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.format.DataChoices;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.io.DataException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the data is and how it is spread. */
final class DataOptions {
  private static final String ENVIRONMENT = "CIFAR10_DIR";
  private static final String DEFAULT_DIRECTORY = "data/cifar-10-batches-bin";
  private static final int MOST_PARTITIONS = 1000;

  /** More tasks per core than this are only overhead. */
  private static final int MOST_PER_CORE = 16;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Directory of the data set, any Hadoop file-system URI: CIFAR-10 or CIFAR-100 binary files,"
              + " IDX files, Parquet tables, or images in a folder for each class (default: $"
              + ENVIRONMENT
              + ", else "
              + DEFAULT_DIRECTORY
              + ").")
  String data;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Partitions of the cached data, at most 1000: each is a task of every step; changes no"
              + " result (default: one per core).")
  Integer partitions;

  @Mixin DataFormOptions form;

  void check(Problems problems) {
    form.check(problems);
    problems.require(
        partitions == null || (partitions >= 1 && partitions <= MOST_PARTITIONS),
        "--partitions: expected a whole number from 1 to %d, as each is a task of every step, found %s"
            .formatted(MOST_PARTITIONS, partitions));
  }

  String directory() {
    return Optional.ofNullable(data)
        .or(() -> Optional.ofNullable(System.getenv(ENVIRONMENT)).filter(path -> !path.isBlank()))
        .orElse(DEFAULT_DIRECTORY);
  }

  /** Which data these are, in the words of a call that reads the same. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (data != null) {
      words.addAll(List.of("--data", data));
    }
    words.addAll(form.words());
    return words;
  }

  /**
   * Looks through the directory.
   *
   * @throws DataException if it is not a data set
   */
  DataSource open() {
    return form.open("--data", directory(), DataChoices.USUAL);
  }

  /**
   * Looks through the directory, to be read as a model takes it.
   *
   * @param shape of the data that the model was trained on
   * @throws DataException if it is not a data set
   */
  DataSource open(DataShape shape) {
    return form.open("--data", directory(), DataChoices.suiting(shape));
  }

  /** How many tasks of a step run in the driver's memory at a time; none on a cluster. */
  int tasksInDriver() {
    int tasks = Sessions.tasksInDriver();
    return partitions == null ? tasks : Math.min(partitions, tasks);
  }

  int partitions(JavaSparkContext context) {
    int cores = context.defaultParallelism();
    if (partitions != null && partitions / MOST_PER_CORE > cores) {
      LoggerFactory.getLogger(DataOptions.class)
          .warn(
              "--partitions {}: every step runs {} tasks on {} cores; about one per core is fastest",
              partitions,
              partitions,
              cores);
    }
    return partitions == null ? cores : partitions;
  }
}

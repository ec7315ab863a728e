package org.sparkgrad.ml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.param.Param;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.model.Network;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellChecks;
import org.sparkgrad.train.CellMemory;
import org.sparkgrad.train.CheckedCell;
import org.sparkgrad.train.DataLayout;
import org.sparkgrad.train.TrainingHeap;

/**
 * The hyperparameters that a classifier's params ask for on given rows, and what is wrong with
 * them.
 */
record CellSettings(SparkgradClassifier classifier, TrainingTable table) {
  private static final int DEFAULT_BATCH = 256;

  /** The params that have been set, not those that have their default. */
  Set<Hyperparameter<?>> given() {
    Set<Hyperparameter<?>> given = new LinkedHashSet<>();
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      if (classifier.isSet(param(each))) {
        given.add(each);
      }
    }
    return given;
  }

  private Param<?> param(Hyperparameter<?> hyperparameter) {
    return classifier.hyperparameterParams().of(hyperparameter);
  }

  /**
   * The hyperparameters.
   *
   * @throws IllegalArgumentException naming all that do not fit each other or the rows
   */
  Hyperparameters hyperparameters() {
    Map<Hyperparameter<?>, Object> values = new HashMap<>();
    for (Hyperparameter<?> each : given()) {
      String text = String.valueOf(classifier.getOrDefault(param(each)));
      values.put(each, each.parse(text));
    }
    values.put(Hyperparameter.VALIDATION, validation());
    int trainRows = table.rows() - validation();
    if (!values.containsKey(Hyperparameter.BATCH_SIZE) && trainRows < DEFAULT_BATCH) {
      values.put(Hyperparameter.BATCH_SIZE, Math.max(1, trainRows));
    }
    Hyperparameters cell = Hyperparameters.of(values);
    List<String> problems = problems(cell);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("fit: " + String.join("; ", problems));
    }
    return cell;
  }

  /** Rows of the validation part. */
  private int validation() {
    return classifier.getValidationIndicatorCol().isEmpty()
        ? classifier.getValidation()
        : table.held();
  }

  /** What is wrong with the params, hyperparameters named as these are. */
  private List<String> problems(Hyperparameters cell) {
    Set<Hyperparameter<?>> given = given();
    List<String> problems = new ArrayList<>();
    boolean marked = !classifier.getValidationIndicatorCol().isEmpty();
    if (marked && given.contains(Hyperparameter.VALIDATION)) {
      problems.add("validation: expected no value together with validationIndicatorCol");
    }
    if (given.contains(Hyperparameter.EPOCHS) && given.contains(Hyperparameter.ITERATIONS)) {
      problems.add("iterations: expected no value together with epochs");
    }
    thresholdsProblem().ifPresent(problems::add);
    given.add(Hyperparameter.VALIDATION); // Its default here is none.
    CheckedCell checked = CellChecks.of(cell, given, table.shape(), table.rows());
    problems.addAll(checked.problems());
    if (problems.isEmpty()) {
      Network network = checked.network().orElseThrow();
      int blocks = blocks(cell);
      CellChecks.problemWithShares(cell, network, blocks).ifPresent(problems::add);
      heap()
          .problem(CellMemory.of(cell, network, table.localTasks()))
          .map("%s; spark.driver.memory gives more"::formatted)
          .ifPresent(problems::add);
      table
          .executorHeap()
          .flatMap(heap -> heap.problem(CellMemory.onExecutor(cell, network, heap.tasks(), blocks)))
          .map("executors: %s; spark.executor.memory gives more"::formatted)
          .ifPresent(problems::add);
    }
    return problems.stream().map(CheckedParams::inParams).toList();
  }

  /** As many blocks as the command line would cut the rows into. */
  int blocks(Hyperparameters cell) {
    if (classifier.isSet(classifier.blocks())) {
      int most = Math.min(classifier.getBlocks(), table.rows());
      return Math.max(RowBlocks.fewest(table.rows()), most);
    }
    List<Cell> alone = List.of(new Cell(classifier.uid(), cell));
    return new DataLayout(1)
        .suiting(alone, table.shape())
        .of(table.rows(), table.shape().bytesPerRow())
        .blocks();
  }

  private Optional<String> thresholdsProblem() {
    int classes = table.shape().classes();
    if (!classifier.isDefined(classifier.thresholds())
        || classifier.getThresholds().length == classes) {
      return Optional.empty();
    }
    return Optional.of(
        "thresholds: expected one for each of %d classes, found %d"
            .formatted(classes, classifier.getThresholds().length));
  }

  private TrainingHeap heap() {
    return new TrainingHeap(
        Runtime.getRuntime().maxMemory(),
        table.localTasks(),
        (long) table.rows() * table.shape().bytesPerRow());
  }
}

package org.sparkgrad.cli;

import java.util.Map;
import java.util.Optional;
import org.sparkgrad.model.Network;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellMemory;
import org.sparkgrad.train.TrainingHeap;

/**
 * Compares what the training of cells keeps in the memory of the driver and of executors with what
 * they have.
 *
 * @param heap the driver's
 * @param executor that of each executor; empty on a local master, which has none
 * @param networks by the names of the cells
 */
record HeapCheck(
    TrainingHeap heap, Optional<TrainingHeap> executor, Map<String, Network> networks) {

  /**
   * Refuses a heap that Spark does not start with.
   *
   * @throws UsageException if it is too small
   */
  static void requireForSpark(long heap) {
    if (heap < TrainingHeap.LEAST) {
      throw refused(
          "start Spark",
          "expected a heap of at least %s, found %s"
              .formatted(TrainingHeap.size(TrainingHeap.LEAST), TrainingHeap.size((double) heap)),
          "--driver-memory");
    }
  }

  private static UsageException refused(String attempt, String problem, String option) {
    return new UsageException(
        "%s: %s; spark-submit's option %s before the command gives more"
            .formatted(attempt, problem, option));
  }

  /**
   * Refuses cells that cannot be trained with these heaps.
   *
   * @param blocks that rows are cut into
   * @throws UsageException if a heap is less than the least that a cell needs
   */
  void require(Iterable<Cell> cells, int blocks) {
    for (Cell cell : cells) {
      Optional<String> problem = heap.problem(memory(cell));
      if (problem.isPresent()) {
        throw refused("train " + cell.name(), problem.get(), "--driver-memory");
      }
      problem = executor.flatMap(each -> each.problem(onExecutor(cell, each.tasks(), blocks)));
      if (problem.isPresent()) {
        throw refused(
            "train %s on executors".formatted(cell.name()), problem.get(), "--executor-memory");
      }
    }
  }

  private CellMemory onExecutor(Cell cell, int tasks, int blocks) {
    Network network = networks.get(cell.name());
    return CellMemory.onExecutor(cell.hyperparameters(), network, tasks, blocks);
  }

  /** What a cell's training keeps in the driver's memory. */
  CellMemory memory(Cell cell) {
    return CellMemory.of(cell.hyperparameters(), networks.get(cell.name()), heap.tasks());
  }

  /** Bytes that the driver needs while one cell is in training. */
  double needed(Cell cell) {
    return heap.needed(memory(cell));
  }
}

package org.sparkgrad.search;

import org.apache.spark.SparkConf;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.model.Network;
import org.sparkgrad.train.TrainingHeap;

/**
 * How many cells can be trained in one pass if what a task makes of its rows, for all of them, is
 * to fit the memory that it has.
 *
 * @param bytes that a task may work in
 * @param network of each cell
 * @param rows of a batch
 */
record TaskLimit(long bytes, Network network, int rows) {
  /** Beyond it, more cells at a time save nothing: they already share what they read. */
  private static final long MOST_BYTES = 256L << 20;

  /** The rest of the heap is for the data and for what {@link ResultLimit} counts. */
  private static final int HEAP_PARTS = 4;

  private static final int MOST_CELLS = 1 << 20;

  /**
   * On a local master, whose tasks share its heap.
   *
   * @param tasks at a time
   */
  static TaskLimit inDriver(long heap, int tasks, Network network, int rows) {
    return new TaskLimit(
        Math.min(MOST_BYTES, heap / HEAP_PARTS / Math.max(1, tasks)), network, rows);
  }

  /** On executors as they are configured, of one core unless it says otherwise. */
  static TaskLimit onExecutors(SparkConf conf, Network network, int rows) {
    TrainingHeap executor = TrainingHeap.ofExecutor(conf);
    return inDriver(executor.heap(), executor.tasks(), network, rows);
  }

  /** At least one. */
  int cells() {
    int fitting = 1;
    int end = MOST_CELLS;
    while (fitting < end) {
      int middle = (fitting + end + 1) / 2;
      if (RddObjective.taskBytes(network, middle, rows) <= bytes) {
        fitting = middle;
      } else {
        end = middle - 1;
      }
    }
    return fitting;
  }

  @Override
  public String toString() {
    return "%d cells a pass, as what a task makes of its rows is to fit %d MiB"
        .formatted(cells(), bytes >> 20);
  }
}

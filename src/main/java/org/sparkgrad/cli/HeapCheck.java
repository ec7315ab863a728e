package org.sparkgrad.cli;

import org.sparkgrad.data.DataShape;
import org.sparkgrad.train.Cell;

/**
 * Compares what a cell's training keeps in the driver's memory with what the driver has.
 *
 * @param heap bytes that the driver may use
 * @param tasks that run in its memory at a time: none on a cluster
 * @param data that cells are trained on
 * @param bytes of all rows, where they are cached in its memory
 */
record HeapCheck(long heap, int tasks, DataShape data, long bytes) {
  /** What Spark reserves. */
  private static final long RESERVED = 300L << 20;

  /** What its driver refuses to start with less of. */
  private static final long OF_SPARK = RESERVED * 3 / 2;

  /**
   * What Spark and this program take before there are data or a model: measured after a full
   * collection of garbage (docs/proofs.md), and rounded down.
   */
  private static final long WITHOUT_MODEL = 40L << 20;

  /** What Spark keeps cached blocks in, as a share of what it does not reserve. */
  private static final double OF_CACHE = 0.6;

  /**
   * Refuses a heap that Spark does not start with.
   *
   * @throws OutOfHeapException if it is too small
   */
  static void requireForSpark(long heap) {
    if (heap < OF_SPARK) {
      throw new OutOfHeapException(
          "start Spark: expected a heap of at least %s, found %s"
              .formatted(
                  OutOfHeapException.size(OF_SPARK), OutOfHeapException.size((double) heap)));
    }
  }

  /**
   * Refuses cells that cannot be trained with this heap.
   *
   * @throws OutOfHeapException if the heap is less than the least that a cell needs: its
   *     parameters, as floats, times the copies that are alive at once, or fewer of them and what
   *     the tasks of a step work in
   */
  void require(Iterable<Cell> cells) {
    for (Cell cell : cells) {
      CellMemory memory = memory(cell);
      double needed = needed(cell);
      if (needed > heap) {
        throw new OutOfHeapException(
            "train %s: expected a heap of at least %s (%s, and %d MiB for Spark and data), found %s; %s"
                .formatted(
                    cell.name(),
                    OutOfHeapException.size(needed),
                    memory,
                    shared() >> 20,
                    OutOfHeapException.size((double) heap),
                    memory.advice()));
      }
    }
  }

  /** What a cell's training keeps in the driver's memory. */
  CellMemory memory(Cell cell) {
    return CellMemory.of(cell.hyperparameters(), data, tasks);
  }

  /** Bytes that the driver needs while one cell is in training. */
  double needed(Cell cell) {
    return shared() + memory(cell).bytes();
  }

  /** Rows that Spark has no room for are on disk. */
  private long shared() {
    double room = OF_CACHE * Math.max(0, heap - RESERVED);
    return WITHOUT_MODEL + (tasks > 0 ? (long) Math.min((double) bytes, room) : 0);
  }
}

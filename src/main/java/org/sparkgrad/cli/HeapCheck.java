package org.sparkgrad.cli;

import java.util.Map;
import org.sparkgrad.model.Network;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellMemory;
import org.sparkgrad.train.DriverHeap;

/**
 * Compares what the training of cells keeps in the driver's memory with what the driver has.
 *
 * @param networks by the names of the cells
 */
record HeapCheck(DriverHeap heap, Map<String, Network> networks) {

  /**
   * Refuses a heap that Spark does not start with.
   *
   * @throws OutOfHeapException if it is too small
   */
  static void requireForSpark(long heap) {
    if (heap < DriverHeap.LEAST) {
      throw new OutOfHeapException(
          "start Spark: expected a heap of at least %s, found %s"
              .formatted(DriverHeap.size(DriverHeap.LEAST), DriverHeap.size((double) heap)));
    }
  }

  /**
   * Refuses cells that cannot be trained with this heap.
   *
   * @throws OutOfHeapException if the heap is less than the least that a cell needs
   */
  void require(Iterable<Cell> cells) {
    for (Cell cell : cells) {
      heap.problem(memory(cell))
          .ifPresent(
              problem -> {
                throw new OutOfHeapException("train %s: %s".formatted(cell.name(), problem));
              });
    }
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

package org.sparkgrad.train;

import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkConf;

/**
 * The memory of a process that trains, the driver or an executor, and what stands in it beside the
 * cells in training.
 *
 * @param heap bytes that the process may use
 * @param tasks that run in its memory at a time: none on a cluster
 * @param rows bytes of all rows, which are cached in its memory if tasks run there
 */
public record TrainingHeap(long heap, int tasks, long rows) {
  /** What Spark reserves. */
  private static final long RESERVED = 300L << 20;

  /** Spark's driver refuses to start with less. */
  public static final long LEAST = RESERVED * 3 / 2;

  /**
   * What Spark and this program take before there are data or a model: measured after a full
   * collection of garbage (docs/proofs.md), and rounded down.
   */
  private static final long WITHOUT_MODEL = 40L << 20;

  /** What Spark keeps cached blocks in, as a share of what it does not reserve. */
  private static final double OF_CACHE = 0.6;

  private static final double GIB = 1L << 30;
  private static final String EXECUTOR_MEMORY = "spark.executor.memory";
  private static final String EXECUTOR_CORES = "spark.executor.cores";

  /** An executor as it is configured, of one core unless it says otherwise; its rows may wait. */
  public static TrainingHeap ofExecutor(SparkConf conf) {
    long heap = conf.getSizeAsMb(EXECUTOR_MEMORY, "1g") << 20;
    return new TrainingHeap(heap, conf.getInt(EXECUTOR_CORES, 1), 0);
  }

  /**
   * Why a cell cannot be trained with this heap; empty if it can.
   *
   * @param cell its parameters, as floats, times the copies that are alive at once, or fewer of
   *     them and what the tasks of a step work in
   */
  public Optional<String> problem(CellMemory cell) {
    double needed = needed(cell);
    return needed <= heap
        ? Optional.empty()
        : Optional.of(
            "expected a heap of at least %s (%s, and %d MiB for Spark and data), found %s; %s"
                .formatted(size(needed), cell, shared() >> 20, size((double) heap), cell.advice()));
  }

  /** Bytes that are needed while one cell is in training. */
  public double needed(CellMemory cell) {
    return shared() + cell.bytes();
  }

  /** Rows that Spark has no room for are on disk. */
  private long shared() {
    double room = OF_CACHE * Math.max(0, heap - RESERVED);
    return WITHOUT_MODEL + (tasks > 0 ? (long) Math.min((double) rows, room) : 0);
  }

  /** Bytes in GiB, as text. */
  public static String size(double bytes) {
    return String.format(Locale.ROOT, "%.2f GiB", bytes / GIB);
  }
}

package org.sparkgrad.cli;

import java.math.BigDecimal;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.RuleKind;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.train.Cell;

/**
 * Compares what a cell's training keeps in the driver's memory with what the driver has.
 *
 * @param heap bytes that the driver may use
 * @param sums of gradients that are in its memory at a time: on a local master one for each task
 *     that runs at a time, else the one that comes back
 */
record HeapCheck(long heap, int sums) {
  /** What Spark's driver refuses to start with less of: 1.5 times the 300 MiB that it reserves. */
  private static final long OF_SPARK = 450L << 20;

  /**
   * What Spark and this program take before there are data or a model: measured after a full
   * collection of garbage (docs/proofs.md), and rounded down.
   */
  private static final long WITHOUT_MODEL = 40L << 20;

  /** The state itself, and the bytes of the file that it is written to. */
  private static final int TO_WRITE = 2;

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
   *     parameters, as floats, times the copies that are alive at once
   */
  void require(Iterable<Cell> cells) {
    for (Cell cell : cells) {
      long parameters = leastParameters(cell.hyperparameters());
      int copies = leastCopies(cell.hyperparameters());
      double needed = WITHOUT_MODEL + (double) parameters * copies * Float.BYTES;
      if (needed > heap) {
        throw new OutOfHeapException(
            "train %s: expected a heap of at least %s (%,d parameters x %d copies x 4 bytes, and %d MiB), found %s; a lower --hidden needs less"
                .formatted(
                    cell.name(),
                    OutOfHeapException.size(needed),
                    parameters,
                    copies,
                    WITHOUT_MODEL >> 20,
                    OutOfHeapException.size((double) heap)));
      }
    }
  }

  /** How many components a projection keeps is known only once it is fitted. */
  private static long leastParameters(Hyperparameters cell) {
    FeaturePipeline pipeline = FeaturePipeline.parse(cell.get(Hyperparameter.FEATURES));
    return Architecture.parameters(cell, pipeline.fewestFeatures());
  }

  /**
   * The parameters and what else a checkpoint holds, thus thrice while one is written, beside the
   * sums of gradients, whose arrays are kept from step to step.
   */
  private int leastCopies(Hyperparameters cell) {
    int rule = cell.find(Hyperparameter.UPDATE_RULE).orElse(RuleKind.PLAIN).start(1).length;
    int best = cell.stopsEarly() ? 1 : 0;
    int average = cell.find(Hyperparameter.AVERAGE).orElse(BigDecimal.ZERO).signum() > 0 ? 2 : 0;
    int state = 1 + rule + best + average;
    boolean sumsGradients = cell.get(Hyperparameter.MODEL).isByGradient();
    return state + TO_WRITE * state + (sumsGradients ? sums : 0);
  }
}

package org.sparkgrad.cli;

import java.math.BigDecimal;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.RuleKind;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.train.Cell;

/** Compares what a cell's training keeps in the driver's memory with what the driver has. */
final class HeapCheck {
  /** Weights, gradient, and the sum of one partition. */
  private static final int ALWAYS = 3;

  /** What Spark's driver refuses to start with less of: 1.5 times the 300 MiB that it reserves. */
  private static final long OF_SPARK = 450L << 20;

  private HeapCheck() {}

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
   * Refuses cells that cannot be trained with a heap of so many bytes.
   *
   * @throws OutOfHeapException if the heap is less than the least that a cell needs: its
   *     parameters, as floats, times the copies that are alive at once
   */
  static void require(Iterable<Cell> cells, long heap) {
    for (Cell cell : cells) {
      long parameters = leastParameters(cell.hyperparameters());
      int copies = leastCopies(cell.hyperparameters());
      double needed = (double) parameters * copies * Float.BYTES;
      if (needed > heap) {
        throw new OutOfHeapException(
            "train %s: expected a heap of at least %s (%,d parameters x %d copies x 4 bytes), found %s; a lower --hidden needs less"
                .formatted(
                    cell.name(),
                    OutOfHeapException.size(needed),
                    parameters,
                    copies,
                    OutOfHeapException.size((double) heap)));
      }
    }
  }

  /** How many components a projection keeps is known only once it is fitted. */
  private static long leastParameters(Hyperparameters cell) {
    FeaturePipeline pipeline = FeaturePipeline.parse(cell.get(Hyperparameter.FEATURES));
    return Architecture.parameters(cell, pipeline.fewestFeatures());
  }

  private static int leastCopies(Hyperparameters cell) {
    int state = cell.find(Hyperparameter.UPDATE_RULE).orElse(RuleKind.PLAIN).start(1).length;
    int best = cell.stopsEarly() ? 1 : 0;
    int average = cell.find(Hyperparameter.AVERAGE).orElse(BigDecimal.ZERO).signum() > 0 ? 2 : 0;
    int checkpoint = 1 + state + best + average;
    return ALWAYS + state + best + average + checkpoint;
  }
}

package org.sparkgrad.search;

import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.model.Network;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.TrainingData;

/**
 * The passes in which cells are trained: those of a pass draw the same batches, and what they need
 * together fits the memory of tasks and driver.
 */
public record FusedPasses(JavaSparkContext context, TrainingData data) {
  private static final Logger LOG = LoggerFactory.getLogger(FusedPasses.class);

  /**
   * Groups of cells, each to be trained in one pass.
   *
   * @param iteration where a cell stands: 0, or where its checkpoint was taken
   */
  public List<List<Cell>> of(List<Cell> cells, ToLongFunction<Cell> iteration) {
    List<List<Cell>> groups = FusedGroups.of(cells, iteration, this::most);
    Cell first = cells.get(0);
    Network network = network(first);
    LOG.info(
        "{} cells in {} passes; at most {}, and {}",
        cells.size(),
        groups.size(),
        limit(network),
        taskLimit(first, network));
    return groups;
  }

  /** How many cells such as this one fit a pass. */
  private int most(Cell cell) {
    Network network = network(cell);
    return Math.min(limit(network).cells(), taskLimit(cell, network).cells());
  }

  private ResultLimit limit(Network network) {
    return ResultLimit.of(
        context.getConf(),
        RddObjective.mostSums(
            data.train().layout().blocks(), data.train().layout().numPartitions()),
        network.parameters());
  }

  private TaskLimit taskLimit(Cell cell, Network network) {
    int rows = cell.hyperparameters().find(Hyperparameter.BATCH_SIZE).orElse(1);
    return context.isLocal()
        ? TaskLimit.inDriver(
            Runtime.getRuntime().maxMemory(), context.defaultParallelism(), network, rows)
        : TaskLimit.onExecutors(context.getConf(), network, rows);
  }

  private Network network(Cell cell) {
    return Architecture.ofAllFeatures(cell.hyperparameters(), data.shape());
  }
}

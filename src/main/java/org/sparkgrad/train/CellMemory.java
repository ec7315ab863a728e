package org.sparkgrad.train;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.RuleKind;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.model.Network;

/**
 * What the training of a cell keeps in the memory of the driver, or of an executor, at a time, at
 * least.
 *
 * @param state copies of the parameters that a checkpoint holds, itself included; 0 without them
 * @param sums of gradients, whose arrays are kept from step to step, and what else has their size
 * @param tasks that work on rows in this memory at a time
 * @param rows that each of them works on at a time
 * @param shares that a batch is cut into
 */
public record CellMemory(
    Hyperparameters cell, Network network, int state, int sums, int tasks, int rows, int shares) {
  /** A state that is written: its bytes and the file's beside it. */
  private static final int TO_WRITE = 2;

  /**
   * @param network that it trains
   * @param tasks that run in this memory at a time; 0 on a cluster, whose sums come back here
   */
  public static CellMemory of(Hyperparameters cell, Network network, int tasks) {
    if (!cell.get(Hyperparameter.MODEL).isByGradient()) {
      return new CellMemory(cell, network, state(cell), 0, 0, 0, 0);
    }
    int batch = cell.get(Hyperparameter.BATCH_SIZE);
    int busy = Math.min(tasks, batch);
    int rows = busy == 0 ? 0 : Math.min(network.groupCut().rows(), batch / busy);
    return new CellMemory(cell, network, state(cell), Math.max(1, tasks), busy, rows, busy);
  }

  /**
   * In an executor: the parameters and a sum of gradients for each task.
   *
   * @param tasks that run in it at a time
   * @param blocks that rows are cut into, each of which may be a task of its own
   */
  public static CellMemory onExecutor(
      Hyperparameters cell, Network network, int tasks, int blocks) {
    if (!cell.get(Hyperparameter.MODEL).isByGradient()) {
      return new CellMemory(cell, network, 0, 1, 0, 0, 0);
    }
    int shares = Math.min(blocks, cell.get(Hyperparameter.BATCH_SIZE));
    int rows = Math.min(network.groupCut().rows(), cell.get(Hyperparameter.BATCH_SIZE) / shares);
    return new CellMemory(cell, network, 0, 1 + tasks, tasks, rows, shares);
  }

  /** The parameters, and what else a checkpoint holds. */
  private static int state(Hyperparameters cell) {
    int rule = cell.find(Hyperparameter.UPDATE_RULE).orElse(RuleKind.PLAIN).start(1).length;
    int best = cell.stopsEarly() ? 1 : 0;
    int average = cell.find(Hyperparameter.AVERAGE).orElse(BigDecimal.ZERO).signum() > 0 ? 2 : 0;
    return 1 + rule + best + average;
  }

  /** In a step, or while a checkpoint is written, whichever is more. */
  public double bytes() {
    return Math.max(inStep(), inCheckpoint());
  }

  private double inStep() {
    return ofCopies(state + sums) + (double) tasks * ofTask();
  }

  private double inCheckpoint() {
    return ofCopies(copiesInCheckpoint());
  }

  private int copiesInCheckpoint() {
    return state + TO_WRITE * state + sums;
  }

  private double ofCopies(int copies) {
    return (double) network.parameters() * copies * Float.BYTES;
  }

  private double ofTask() {
    return tasks == 0 ? 0 : RddObjective.taskBytes(network, 1, rows);
  }

  private boolean isMostInStep() {
    return inStep() > inCheckpoint();
  }

  /** What it is made of. */
  @Override
  public String toString() {
    String copies =
        "%,d parameters x %d copies x 4 bytes"
            .formatted(network.parameters(), isMostInStep() ? state + sums : copiesInCheckpoint());
    return isMostInStep()
        ? "%s, %d task%s x %s for what layers make of %d row%s"
            .formatted(
                copies,
                tasks,
                tasks == 1 ? "" : "s",
                TrainingHeap.size(ofTask()),
                rows,
                rows == 1 ? "" : "s")
        : copies;
  }

  /** With what it would be less. */
  String advice() {
    List<String> less = new ArrayList<>(List.of(narrower()));
    if (isMostInStep() && shares * rows > 1) {
      less.add("a --batch-size below " + shares * rows);
    }
    if (isMostInStep() && network.groupCut().even() && network.groupCut().rows() == rows) {
      less.add("a smaller group of batch-norm");
    }
    return "it needs less with " + String.join(" or ", less);
  }

  private String narrower() {
    if (cell.find(Hyperparameter.HIDDEN).isPresent()) {
      return "a lower --hidden";
    }
    return cell.get(Hyperparameter.MODEL).network().isPresent()
        ? "narrower layers of --model"
        : "fewer --features";
  }
}

package org.sparkgrad.distributed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkgrad.data.Block;
import org.sparkgrad.layer.Draws;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.BlockSum;
import org.sparkgrad.linalg.BlockTree;
import org.sparkgrad.linalg.FloatBuffers;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.Reduction;
import org.sparkgrad.linalg.RowGroups;
import org.sparkgrad.linalg.TreeSum;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.GroupCut;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.NetworkMemory;

/**
 * What one task does: it collects rows of the batch, from one block or from several, works on many
 * of them at a time, and sums their losses and gradients. Not for two threads.
 *
 * <p>The rows of a block are cut into groups as the model says. Within a group sums are made row by
 * row; groups of a block are added in their order, blocks along a {@link BlockTree}. How many
 * groups are worked on at a time changes no result.
 */
final class BatchWorker {
  private final Model model;
  private final int models;
  private final Loss loss;
  private final BatchFeatures.Reader reader;
  private final Model.Pass pass;
  private final long iteration;
  private final FloatBuffers buffers;
  private final TreeSum sums;
  private final Arena arena = new Arena();
  private final float[] inputs;
  private final float[] scores;
  private final float[] dScores;

  private final GroupCut cut;

  /** Rows worked on at a time, at most: as many as a group may have. */
  private final int capacity;

  private final int[] numbers;
  private final int[] labels;
  private final int[] ends;
  private final int[] blocks;
  private int rows;
  private int groups;

  /**
   * @param batchRows all that may come
   * @param buffers gives the arrays of the gradients' sums
   * @param sums takes what was summed
   */
  BatchWorker(
      Model model,
      int models,
      Loss loss,
      BatchFeatures.Reader reader,
      float[] parameters,
      long iteration,
      int batchRows,
      FloatBuffers buffers,
      LossAggregator sums) {
    this.model = model;
    this.models = models;
    this.loss = loss;
    this.reader = reader;
    this.iteration = iteration;
    this.buffers = buffers;
    this.sums = sums.sums();
    cut = model.groupCut();
    capacity = capacity(model, batchRows);
    numbers = new int[capacity];
    labels = new int[capacity];
    ends = new int[capacity];
    blocks = new int[capacity];
    inputs = arena.take(Math.multiplyExact(capacity, model.features()));
    scores = arena.take(Math.multiplyExact(models, capacity * model.classes()));
    dScores = arena.take(scores.length);
    pass = model.at(parameters, models, arena);
  }

  private static int capacity(Model model, int batchRows) {
    return Math.min(model.groupCut().rows(), batchRows);
  }

  /** How many values, 4 bytes each, a worker needs at a time, the sums of gradients left out. */
  static long values(Network network, int models, int batchRows) {
    int rows = capacity(network, batchRows);
    long ofRow = network.features() + 2L * models * network.classes();
    return rows * ofRow + NetworkMemory.of(network, rows, models).values();
  }

  /** Takes in rows of a block. */
  void add(Block block, int[] blockRows) {
    if (groups > 0 && block.number() < blocks[groups - 1]) {
      finish();
    }
    int start = 0;
    for (int end : cut.ends(blockRows.length)) {
      addGroup(block, Arrays.copyOfRange(blockRows, start, end));
      if (start > 0) {
        // It belongs to the group before it, not to the blocks that come.
        finish();
      }
      start = end;
    }
  }

  private void addGroup(Block block, int[] group) {
    if (rows + group.length > capacity) {
      finish();
    }
    for (int row : group) {
      reader.read(block, row, inputs, rows * model.features());
      numbers[rows] = row;
      labels[rows] = block.label(row);
      rows++;
    }
    ends[groups] = rows;
    blocks[groups] = block.number();
    groups++;
  }

  /** Sums what the collected rows contribute, and forgets them. */
  void finish() {
    if (rows == 0) {
      return;
    }
    int[] own = Arrays.copyOf(blocks, groups);
    RowGroups all = new RowGroups(Arrays.copyOf(ends, groups), sums.reduction(own));
    GroupSums gradients = new GroupSums(all, take(all.reduction().left()), arena);
    Draws draws = new Draws(iteration, Arrays.copyOf(numbers, rows), all);
    pass.forward(inputs, rows, draws, scores);
    double[][] losses = new double[groups][];
    for (int group = 0; group < groups; group++) {
      losses[group] = losses(all.start(group), all.end(group));
    }
    pass.backward(dScores, gradients);
    put(own, losses, gradients);
    rows = 0;
    groups = 0;
  }

  private List<float[]> take(int count) {
    int size = Math.multiplyExact(models, model.parameters());
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vectors.add(buffers.take(size));
    }
    return vectors;
  }

  /** The losses of one group of rows, one a model. */
  private double[] losses(int start, int end) {
    int classes = model.classes();
    int size = end - start;
    int[] own = Arrays.copyOfRange(labels, start, end);
    float[] slopes = new float[size * classes];
    double[] losses = new double[models];
    for (int i = 0; i < models; i++) {
      int from = (i * rows + start) * classes;
      float[] ownScores = Arrays.copyOfRange(scores, from, from + slopes.length);
      losses[i] = loss.evaluate(ownScores, own, size, classes, slopes);
      System.arraycopy(slopes, 0, dScores, from, slopes.length);
    }
    return losses;
  }

  /** Losses go with the gradients that they belong to. */
  private void put(int[] own, double[][] losses, GroupSums gradients) {
    Reduction reduction = gradients.groups().reduction();
    int left =
        reduction.run(
            (group, place) -> {
              own[place] = own[group];
              losses[place] = losses[group];
            },
            (place, later) -> add(losses[later], losses[place]));
    for (int i = 0; i < left; i++) {
      sums.put(new BlockSum(own[i], gradients.vectors().get(i), losses[i], buffers));
    }
    sums.reduce();
  }

  private static void add(double[] values, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
    }
  }
}

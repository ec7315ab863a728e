package org.sparkgrad.distributed;

import java.util.Arrays;
import org.sparkgrad.data.Block;
import org.sparkgrad.linalg.PartialSums;
import org.sparkgrad.linalg.RowGroups;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;

/**
 * What one task does: it collects rows of the batch, from one block or from several, works on many
 * of them at a time, and sums their losses and gradients. Not for two threads.
 *
 * <p>The rows of a block are cut into groups of {@link #GROUP_ROWS}. Within a group sums are made
 * row by row; groups of a block are added in their order, blocks along a {@link BlockTree}. How
 * many groups are worked on at a time changes no result.
 */
final class BatchWorker {
  /** Few enough that float sums over so many rows lose little. */
  static final int GROUP_ROWS = 128;

  /** Enough that the weights are read seldom, few enough that the features fit a core's cache. */
  private static final int WORKING_ROWS = GROUP_ROWS;

  private final Model model;
  private final int models;
  private final Loss loss;
  private final BatchFeatures.Reader reader;
  private final Model.Pass pass;
  private final long iteration;
  private final GradientSums sums;
  private final float[] inputs;
  private final int[] numbers = new int[WORKING_ROWS];
  private final byte[] labels = new byte[WORKING_ROWS];
  private final int[] ends = new int[WORKING_ROWS];
  private final int[] blocks = new int[WORKING_ROWS];
  private int rows;
  private int groups;

  BatchWorker(
      Model model, int models, Loss loss, BatchFeatures features, Model.Pass pass, long iteration) {
    this.model = model;
    this.models = models;
    this.loss = loss;
    reader = features.reader(iteration);
    this.pass = pass;
    this.iteration = iteration;
    sums = new GradientSums(model, models);
    inputs = new float[WORKING_ROWS * model.features()];
  }

  /** Takes in all rows that a block has. */
  void add(Block block, int[] blockRows) {
    if (groups > 0 && block.number() < blocks[groups - 1]) {
      work();
    }
    for (int start = 0; start < blockRows.length; start += GROUP_ROWS) {
      int end = Math.min(start + GROUP_ROWS, blockRows.length);
      addGroup(block, Arrays.copyOfRange(blockRows, start, end));
      if (start > 0) {
        // It belongs to the group before it, not to the blocks that come.
        work();
      }
    }
    sums.addBlock(block.number());
  }

  /** The sums over all rows that were taken in. */
  GradientSums finish() {
    work();
    return sums.finish();
  }

  private void addGroup(Block block, int[] group) {
    if (rows + group.length > WORKING_ROWS) {
      work();
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

  /** Adds what the collected rows contribute, and forgets them. */
  private void work() {
    if (rows == 0) {
      return;
    }
    sums.addRows(rows);
    int[] own = Arrays.copyOf(blocks, groups);
    PartialSums gradients = sums.room(Arrays.copyOf(ends, groups), own);
    float[] scores = new float[models * rows * model.classes()];
    pass.forward(inputs, Arrays.copyOf(numbers, rows), iteration, scores);
    float[] dScores = new float[scores.length];
    RowGroups all = gradients.groups();
    for (int group = 0; group < groups; group++) {
      addLosses(scores, all.start(group), all.end(group), dScores);
    }
    pass.backward(dScores, gradients);
    sums.addGradients(gradients, own);
    rows = 0;
    groups = 0;
  }

  /** Adds the losses of one group of rows, for each model. */
  private void addLosses(float[] scores, int start, int end, float[] dScores) {
    int classes = model.classes();
    int size = end - start;
    byte[] own = Arrays.copyOfRange(labels, start, end);
    float[] slopes = new float[size * classes];
    for (int i = 0; i < models; i++) {
      int from = (i * rows + start) * classes;
      float[] ownScores = Arrays.copyOfRange(scores, from, from + slopes.length);
      sums.losses().add(loss.evaluate(ownScores, own, size, classes, slopes), i, i);
      System.arraycopy(slopes, 0, dScores, from, slopes.length);
    }
  }
}

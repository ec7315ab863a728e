package org.sparkgrad.distributed;

import java.io.Serializable;
import java.util.Arrays;
import org.sparkgrad.dataset.Block;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;

/**
 * Adds what one block contributes to the loss and gradient of a batch: the part that runs on an
 * executor, and in memory, alike.
 *
 * <p>The block's rows of the batch are taken in ascending order and summed in floats, row by row;
 * at every {@link #SUM_ROWS} rows and at the block's end the sum is rounded to fixed point.
 */
final class BatchGradient implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Few enough that float sums over so many rows lose little. */
  static final int SUM_ROWS = 256;

  /** Rows worked on at a time, which changes no result: their features fit a core's cache. */
  private static final int CHUNK_ROWS = 32;

  private final Model model;
  private final Loss loss;
  private final PixelScaling scaling;
  private final float[] parameters;
  private final int[] batch;

  // Made by each task for itself, once for all its blocks.
  private transient Model.Pass pass;
  private transient float[] gradient;
  private transient float[] inputs;

  /**
   * @param batch row numbers in ascending order
   */
  BatchGradient(Model model, Loss loss, PixelScaling scaling, float[] parameters, int[] batch) {
    if (scaling.features() != model.features()) {
      throw new IllegalArgumentException(
          "batch gradient: expected a model of the %d features that the scaling gives, found one of %d"
              .formatted(scaling.features(), model.features()));
    }
    this.model = model;
    this.loss = loss;
    this.scaling = scaling;
    this.parameters = parameters;
    this.batch = batch;
  }

  /** Adds the rows of the batch that {@code block} holds to {@code sum}, which is modified. */
  GradientSum add(GradientSum sum, Block block) {
    int end = firstAtOrAfter(block.endRow());
    int start = firstAtOrAfter(block.firstRow());
    for (int from = start; from < end; from += SUM_ROWS) {
      addRows(sum, block, from, Math.min(from + SUM_ROWS, end));
    }
    return sum;
  }

  /** Adds rows that are rounded together. */
  private void addRows(GradientSum sum, Block block, int from, int end) {
    prepare();
    double rowsLoss = 0;
    for (int at = from; at < end; at += CHUNK_ROWS) {
      rowsLoss += addChunk(block, at, Math.min(CHUNK_ROWS, end - at));
    }
    sum.add(end - from, rowsLoss, gradient);
  }

  private void prepare() {
    if (pass == null) {
      pass = model.at(parameters);
      gradient = new float[model.parameters()];
      inputs = new float[CHUNK_ROWS * model.features()];
    }
    Arrays.fill(gradient, 0);
  }

  /** Adds the gradient of some rows to the floats and returns their loss. */
  private double addChunk(Block block, int from, int rows) {
    byte[] labels = new byte[rows];
    for (int i = 0; i < rows; i++) {
      int row = batch[from + i];
      block.features(row, scaling, inputs, i * model.features());
      labels[i] = block.label(row);
    }
    float[] scores = new float[rows * model.classes()];
    float[] dScores = new float[scores.length];
    pass.forward(inputs, rows, scores);
    double chunkLoss = loss.evaluate(scores, labels, rows, model.classes(), dScores);
    pass.backward(inputs, rows, dScores, gradient);
    return chunkLoss;
  }

  /** The place in the batch of its first row that is not below {@code row}. */
  private int firstAtOrAfter(int row) {
    int place = Arrays.binarySearch(batch, row);
    if (place < 0) {
      return -place - 1;
    }
    while (place > 0 && batch[place - 1] == row) {
      place--;
    }
    return place;
  }
}

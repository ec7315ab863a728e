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
  private final int models;
  private final Loss loss;
  private final PixelScaling scaling;
  private final Shipped parameters;
  private final int[] batch;

  // Made by each task for itself, once for all its blocks.
  private transient Model.Pass pass;
  private transient float[] gradient;
  private transient float[] inputs;

  /**
   * @param model the shape of each model
   * @param models how many are trained side by side
   * @param parameters of {@code model.sideBySide(models)}
   * @param batch row numbers in ascending order
   */
  BatchGradient(
      Model model, int models, Loss loss, PixelScaling scaling, Shipped parameters, int[] batch) {
    if (scaling.features() != model.features()) {
      throw new IllegalArgumentException(
          "batch gradient: expected a model of the %d features that the scaling gives, found one of %d"
              .formatted(scaling.features(), model.features()));
    }
    this.model = model;
    this.models = models;
    this.loss = loss;
    this.scaling = scaling;
    this.parameters = parameters;
    this.batch = batch;
  }

  /** What to start from. */
  GradientSums zero() {
    return new GradientSums(models);
  }

  /** Adds the rows of the batch that {@code block} holds to {@code sums}, which are modified. */
  GradientSums add(GradientSums sums, Block block) {
    int end = firstAtOrAfter(block.endRow());
    int start = firstAtOrAfter(block.firstRow());
    for (int from = start; from < end; from += SUM_ROWS) {
      addRows(sums, block, from, Math.min(from + SUM_ROWS, end));
    }
    return sums;
  }

  /** Adds rows that are rounded together. */
  private void addRows(GradientSums sums, Block block, int from, int end) {
    prepare();
    double[] losses = new double[models];
    for (int at = from; at < end; at += CHUNK_ROWS) {
      addChunk(block, at, Math.min(CHUNK_ROWS, end - at), losses);
    }
    for (int i = 0; i < models; i++) {
      sums.of(i).add(end - from, losses[i], gradient, model.place(i, models));
    }
  }

  private void prepare() {
    if (pass == null) {
      Model together = model.sideBySide(models);
      pass = together.at(parameters.value());
      gradient = new float[together.parameters()];
      inputs = new float[CHUNK_ROWS * model.features()];
    }
    Arrays.fill(gradient, 0);
  }

  /** Adds the gradients of some rows to the floats and their losses to {@code losses}. */
  private void addChunk(Block block, int from, int rows, double[] losses) {
    byte[] labels = new byte[rows];
    for (int i = 0; i < rows; i++) {
      int row = batch[from + i];
      block.features(row, scaling, inputs, i * model.features());
      labels[i] = block.label(row);
    }
    int columns = models * model.classes();
    float[] scores = new float[rows * columns];
    pass.forward(inputs, rows, scores);
    float[] dScores = new float[scores.length];
    for (int i = 0; i < models; i++) {
      losses[i] += evaluateLoss(scores, labels, rows, i * model.classes(), columns, dScores);
    }
    pass.backward(inputs, rows, dScores, gradient);
  }

  /** Evaluates the loss of the model whose scores begin at {@code column}. */
  private double evaluateLoss(
      float[] scores, byte[] labels, int rows, int column, int columns, float[] dScores) {
    int classes = model.classes();
    float[] own = new float[rows * classes];
    float[] dOwn = new float[own.length];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(scores, row * columns + column, own, row * classes, classes);
    }
    double sum = loss.evaluate(own, labels, rows, classes, dOwn);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(dOwn, row * classes, dScores, row * columns + column, classes);
    }
    return sum;
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

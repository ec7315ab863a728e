package org.sparkgrad.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.MatrixProduct;
import org.sparkgrad.linalg.Panels;
import org.sparkgrad.linalg.Segment;

/**
 * {@link TwoLayerModel}s at fixed parameters. The hidden weights of all models are one matrix, with
 * models * hidden rows, so that one product reads the inputs once for all of them.
 */
final class TwoLayerPass implements Model.Pass {
  private static final int NO_BIAS = -1;

  private final TwoLayerModel model;
  private final int models;
  private final float[] parameters;
  private final Arena arena;
  private final int mark;
  private final List<List<Segment>> places = new ArrayList<>();

  /** Inputs of the last forward pass. */
  private Matrix x;

  /**
   * Its hidden units: one row per unit, one column per row of the inputs; all models' one by one.
   */
  private Matrix hidden;

  /** What hidden units were multiplied with after the rectifier. */
  private float factor;

  TwoLayerPass(TwoLayerModel model, float[] parameters, int models, Arena arena) {
    this.model = model;
    this.models = models;
    this.parameters = parameters;
    this.arena = arena;
    mark = arena.mark();
    for (int i = 0; i < models; i++) {
      places.add(model.place(i, models));
    }
  }

  @Override
  public void forward(float[] inputs, int rows, float[] scores) {
    activate(inputs, rows);
    factor = 1;
    score(scores);
  }

  @Override
  public void forward(float[] inputs, int[] rows, long iteration, float[] scores) {
    activate(inputs, rows.length);
    factor = model.dropout().factor();
    for (int i = 0; i < models; i++) {
      model.dropout().apply(hiddenOf(hidden, i), rows, iteration);
    }
    score(scores);
  }

  /** Fills the hidden units of all models in one product. */
  private void activate(float[] inputs, int rows) {
    arena.release(mark);
    x = Matrix.of(inputs, rows, model.features());
    int units = models * model.hidden();
    hidden = arena.matrix(units, rows);
    for (int i = 0; i < models; i++) {
      fillRows(hiddenOf(hidden, i), hiddenBiasStart(i));
    }
    MatrixProduct.add(
        Matrix.of(parameters, units, model.features()), Panels.ofTransposed(x, arena), hidden);
    Rectifier.apply(hidden.values(), units * rows);
  }

  private void score(float[] scores) {
    int rows = x.rows();
    int classes = model.classes();
    int before = arena.mark();
    for (int i = 0; i < models; i++) {
      Matrix transposed = arena.matrix(classes, rows);
      fillRows(transposed, biasStart(i));
      MatrixProduct.add(weights(i), hiddenOf(hidden, i), transposed, arena);
      System.arraycopy(
          transposed.transposed(arena).values(), 0, scores, i * rows * classes, rows * classes);
      arena.release(before);
    }
  }

  /** Fills each row with its bias, or with zeros. */
  private void fillRows(Matrix matrix, int biasStart) {
    for (int unit = 0; unit < matrix.rows(); unit++) {
      int from = matrix.offset() + unit * matrix.columns();
      float value = model.bias() ? parameters[biasStart + unit] : 0;
      Arrays.fill(matrix.values(), from, from + matrix.columns(), value);
    }
  }

  @Override
  public void backward(float[] dScores, GroupSums gradient) {
    int rows = gradient.groups().rows();
    Matrix dHidden = arena.matrix(hidden.rows(), rows);
    Arrays.fill(dHidden.values(), 0, hidden.rows() * rows, 0);
    List<Matrix> slopes = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      slopes.add(scoresOf(dScores, i).transposed(arena));
    }
    int before = arena.mark();
    for (int i = 0; i < models; i++) {
      Matrix back = weights(i).transposed(arena);
      MatrixProduct.add(back, slopes.get(i), hiddenOf(dHidden, i), arena);
      arena.release(before);
    }
    closeGates(dHidden.values(), hidden.rows() * rows);
    gradient.putProduct(dHidden, x, 0);
    for (int i = 0; model.bias() && i < models; i++) {
      gradient.putColumnSums(hiddenOf(dHidden, i).transposed(arena), hiddenBiasStart(i));
      arena.release(before);
    }
    for (int i = 0; i < models; i++) {
      Matrix units = hiddenOf(hidden, i).transposed(arena);
      gradient.putProduct(slopes.get(i), units, weightsStart(i));
      arena.release(before);
    }
    for (int i = 0; model.bias() && i < models; i++) {
      gradient.putColumnSums(scoresOf(dScores, i), biasStart(i));
    }
  }

  /** The gradient is zero where a unit is zero, as dropped ones are. */
  private void closeGates(float[] dHidden, int count) {
    float[] units = hidden.values();
    for (int i = 0; i < count; i++) {
      dHidden[i] = units[i] > 0 ? dHidden[i] * factor : 0;
    }
  }

  /** The part of one model: hidden x rows. */
  private Matrix hiddenOf(Matrix all, int index) {
    int start = index * model.hidden() * all.columns();
    return new Matrix(all.values(), start, model.hidden(), all.columns());
  }

  /** The part of one model: rows x classes. */
  private Matrix scoresOf(float[] all, int index) {
    int start = index * x.rows() * model.classes();
    return new Matrix(all, start, x.rows(), model.classes());
  }

  private Matrix weights(int index) {
    return new Matrix(parameters, weightsStart(index), model.classes(), model.hidden());
  }

  private int hiddenBiasStart(int index) {
    return model.bias() ? places.get(index).get(1).start() : NO_BIAS;
  }

  private int weightsStart(int index) {
    return places.get(index).get(model.bias() ? 2 : 1).start();
  }

  private int biasStart(int index) {
    return model.bias() ? places.get(index).get(3).start() : NO_BIAS;
  }
}

package org.sparkgrad.model;

import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.MatrixProduct;
import org.sparkgrad.linalg.Panels;

/**
 * {@link LinearModel}s at fixed parameters: their weights are one matrix, with models * classes
 * rows.
 */
final class LinearPass implements Model.Pass {
  private final LinearModel model;
  private final int models;
  private final float[] parameters;
  private final Arena arena;
  private final Matrix weights;
  private final int mark;

  /** Of the last forward pass. */
  private Matrix x;

  /** For a single model the weights are the smaller operand, and packed once. */
  private final Panels packedWeights;

  LinearPass(LinearModel model, float[] parameters, int models, Arena arena) {
    this.model = model;
    this.models = models;
    this.parameters = parameters;
    this.arena = arena;
    weights = Matrix.of(parameters, models * model.classes(), model.inputs());
    packedWeights = models == 1 ? Panels.ofTransposed(weights, arena) : null;
    mark = arena.mark();
  }

  @Override
  public void forward(float[] inputs, int rows, float[] scores) {
    arena.release(mark);
    x = Matrix.of(inputs(inputs, rows), rows, model.inputs());
    if (models == 1) {
      fillBiases(scores, rows, model.classes(), 1);
      MatrixProduct.add(x, packedWeights, Matrix.of(scores, rows, model.classes()));
    } else {
      // One row a class of a model.
      Matrix transposed = arena.matrix(weights.rows(), rows);
      fillBiases(transposed.values(), rows, 1, rows);
      MatrixProduct.add(weights, Panels.ofTransposed(x, arena), transposed);
      transposeEach(transposed.values(), model.classes(), rows, scores);
    }
  }

  private float[] inputs(float[] features, int rows) {
    return model.rectified()
        ? Rectifier.pairs(features, rows, model.features(), arena.take(rows * model.inputs()))
        : features;
  }

  /** Entry (row, j) is {@code scores[row * rowStep + j * classStep]}. */
  private void fillBiases(float[] scores, int rows, int rowStep, int classStep) {
    for (int j = 0; j < weights.rows(); j++) {
      float bias = model.bias() ? parameters[biasStart() + j] : 0;
      for (int row = 0; row < rows; row++) {
        scores[row * rowStep + j * classStep] = bias;
      }
    }
  }

  @Override
  public void backward(float[] dScores, GroupSums gradient) {
    int rows = gradient.groups().rows();
    int classes = model.classes();
    Matrix transposed = arena.matrix(weights.rows(), rows);
    transposeEach(dScores, rows, classes, transposed.values());
    gradient.putProduct(transposed, x, 0);
    for (int i = 0; model.bias() && i < models; i++) {
      Matrix own = new Matrix(dScores, i * rows * classes, rows, classes);
      gradient.putColumnSums(own, biasStart() + i * classes);
    }
  }

  /** After the weights of all models. */
  private int biasStart() {
    return models * model.biasStart();
  }

  /** Transposes each model's rows x columns matrix. */
  private void transposeEach(float[] matrices, int rows, int columns, float[] transposed) {
    for (int start = 0; start < models * rows * columns; start += rows * columns) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          transposed[start + j * rows + i] = matrices[start + i * columns + j];
        }
      }
    }
  }
}

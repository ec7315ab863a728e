package org.sparkgrad.model;

import java.util.Arrays;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.MatrixProduct;
import org.sparkgrad.linalg.Panels;

/** A {@link LinearModel} at fixed parameters. */
final class LinearPass implements Model.Pass {
  private final LinearModel model;
  private final float[] parameters;
  private final Panels weights;

  LinearPass(LinearModel model, float[] parameters) {
    this.model = model;
    this.parameters = parameters;
    weights = Panels.ofTransposed(Matrix.of(parameters, model.classes(), model.features()));
  }

  @Override
  public void forward(float[] inputs, int rows, float[] scores) {
    int classes = model.classes();
    Arrays.fill(scores, 0, rows * classes, 0);
    for (int row = 0; model.bias() && row < rows; row++) {
      System.arraycopy(parameters, model.biasStart(), scores, row * classes, classes);
    }
    MatrixProduct.add(
        Matrix.of(inputs, rows, model.features()), weights, Matrix.of(scores, rows, classes));
  }

  @Override
  public void backward(float[] inputs, int rows, float[] dScores, float[] gradient) {
    MatrixProduct.addTransposed(
        Matrix.of(dScores, rows, model.classes()),
        Matrix.of(inputs, rows, model.features()),
        Matrix.of(gradient, model.classes(), model.features()));
    if (model.bias()) {
      addColumnSums(dScores, rows, gradient);
    }
  }

  private void addColumnSums(float[] dScores, int rows, float[] gradient) {
    int classes = model.classes();
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < classes; j++) {
        gradient[model.biasStart() + j] += dScores[row * classes + j];
      }
    }
  }
}

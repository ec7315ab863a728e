package org.sparkgrad.model;

import java.util.Arrays;
import java.util.List;
import org.sparkgrad.linalg.CounterRandom;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.MatrixProduct;
import org.sparkgrad.penalty.Segment;

/**
 * The linear classifier: {@code scores = X·W + 1·bᵀ}, where X is rows x features, W is features x
 * classes and b has one value a class, or is left out.
 *
 * <p>The parameter vector is W row by row, then b. The gradients are {@code dW = Xᵀ·dScores} and
 * {@code db = } the column sums of dScores.
 */
public record LinearModel(int features, int classes, boolean bias) implements Model {
  private static final long serialVersionUID = 1L;
  private static final long INITIAL_WEIGHTS_STREAM = 0x57656967687473L;

  @Override
  public int parameters() {
    return biasStart() + (bias ? classes : 0);
  }

  @Override
  public List<Segment> weights() {
    return List.of(new Segment(0, biasStart()));
  }

  @Override
  public float[] initialParameters(long seed, double scale) {
    CounterRandom random = new CounterRandom(seed, INITIAL_WEIGHTS_STREAM);
    float[] parameters = new float[parameters()];
    for (int i = 0; i < biasStart(); i++) {
      parameters[i] = (float) (scale * random.gaussian(i));
    }
    return parameters;
  }

  @Override
  public void forward(float[] parameters, float[] inputs, int rows, float[] scores) {
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < classes; j++) {
        scores[row * classes + j] = bias ? parameters[biasStart() + j] : 0;
      }
    }
    MatrixProduct.add(
        Matrix.of(inputs, rows, features),
        Matrix.of(parameters, features, classes),
        Matrix.of(scores, rows, classes));
  }

  @Override
  public void backward(
      float[] parameters, float[] inputs, int rows, float[] dScores, float[] gradient) {
    Arrays.fill(gradient, 0);
    MatrixProduct.addTransposed(
        Matrix.of(inputs, rows, features),
        Matrix.of(dScores, rows, classes),
        Matrix.of(gradient, features, classes));
    if (bias) {
      addColumnSums(dScores, rows, gradient);
    }
  }

  private void addColumnSums(float[] dScores, int rows, float[] gradient) {
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < classes; j++) {
        gradient[biasStart() + j] += dScores[row * classes + j];
      }
    }
  }

  /** Where the biases start, which is also how many weights there are. */
  public int biasStart() {
    return features * classes;
  }
}

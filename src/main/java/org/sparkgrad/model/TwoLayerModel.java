package org.sparkgrad.model;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.linalg.Arena;

/**
 * The two-layer net with rectified linear units: {@code H = max(0, X·W1ᵀ + 1·b1ᵀ)}, {@code scores =
 * H·W2ᵀ + 1·b2ᵀ}, where X is rows x features, W1 is hidden x features, W2 is classes x hidden, and
 * b1, b2 have one value per unit, or are left out.
 *
 * <p>The parameter vector is W1 row by row, b1, W2 row by row, b2. The gradients are {@code dW2 =
 * dScoresᵀ·H}, {@code dZ = dScores·W2} where H is above 0 and 0 elsewhere, {@code dW1 = dZᵀ·X}; a
 * bias has the column sums of dScores or dZ. Source: Goodfellow, Bengio, Courville, "Deep
 * Learning", 2016, chapter 6.
 *
 * @param dropout of the hidden units, in training alone
 */
public record TwoLayerModel(int features, int hidden, int classes, boolean bias, Dropout dropout)
    implements Model {
  private static final long serialVersionUID = 1L;

  @Override
  public List<ParameterArray> arrays() {
    List<ParameterArray> arrays = new ArrayList<>();
    addLayer("hidden_weights", "hidden_bias", hidden, features, arrays);
    addLayer("weights", "bias", classes, hidden, arrays);
    return arrays;
  }

  private void addLayer(
      String weights, String biases, int outputs, int inputs, List<ParameterArray> arrays) {
    int start = arrays.isEmpty() ? 0 : arrays.get(arrays.size() - 1).place().end();
    ParameterArray matrix = ParameterArray.matrix(weights, start, outputs, inputs);
    arrays.add(matrix);
    if (bias) {
      arrays.add(ParameterArray.vector(biases, matrix.place().end(), outputs));
    }
  }

  /** Where W2 starts, one row of {@link #hidden} weights per class. */
  public int outgoingStart() {
    return Math.multiplyExact(hidden, features) + (bias ? hidden : 0);
  }

  @Override
  public Pass at(float[] parameters, int models, Arena arena) {
    return new TwoLayerPass(this, parameters, models, arena);
  }

  @Override
  public RowPass row(double[] parameters, double[] input) {
    return new TwoLayerRow(this, parameters, input);
  }
}

package org.sparkgrad.model;

import java.util.List;
import org.sparkgrad.linalg.Arena;

/**
 * The linear classifier: {@code scores = X·Wᵀ + 1·bᵀ}, where X is rows x inputs, W has one row per
 * class (classes x inputs) and b one value per class, or is left out.
 *
 * <p>The parameter vector is W row by row, then b. The gradients are {@code dW = dScoresᵀ·X} and
 * {@code db = } the column sums of dScores.
 *
 * @param rectified whether each feature x becomes two inputs, max(0, x) and max(0, -x): all of the
 *     first kind, then all of the second. The classifier then weighs what lies above and below a
 *     standardised feature's mean apart; source: Shang, Sohn, Almeida, Lee, "Understanding and
 *     Improving Convolutional Neural Networks via Concatenated Rectified Linear Units", ICML 2016.
 */
public record LinearModel(int features, int classes, boolean bias, boolean rectified)
    implements Model {
  private static final long serialVersionUID = 1L;

  /** The inputs are the features themselves. */
  public LinearModel(int features, int classes, boolean bias) {
    this(features, classes, bias, false);
  }

  /** Number of inputs of each class. */
  int inputs() {
    return rectified ? Math.multiplyExact(2, features) : features;
  }

  /** Where the biases start, which is also the number of weights. */
  public int biasStart() {
    return Math.multiplyExact(inputs(), classes);
  }

  @Override
  public List<ParameterArray> arrays() {
    ParameterArray weights = ParameterArray.matrix("weights", 0, classes, inputs());
    return bias
        ? List.of(weights, ParameterArray.vector("bias", biasStart(), classes))
        : List.of(weights);
  }

  @Override
  public Pass at(float[] parameters, int models, Arena arena) {
    return new LinearPass(this, parameters, models, arena);
  }

  @Override
  public RowPass row(double[] parameters, double[] input) {
    return new LinearRow(this, parameters, input);
  }
}

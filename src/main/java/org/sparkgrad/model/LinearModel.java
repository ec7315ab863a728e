package org.sparkgrad.model;

import java.util.List;
import org.sparkgrad.linalg.CounterRandom;
import org.sparkgrad.penalty.Segment;

/**
 * The linear classifier: {@code scores = X·Wᵀ + 1·bᵀ}, where X is rows x features, W has one row a
 * class (classes x features) and b one value a class, or is left out.
 *
 * <p>The parameter vector is W row by row, then b. The gradients are {@code dW = dScoresᵀ·X} and
 * {@code db = } the column sums of dScores.
 */
public record LinearModel(int features, int classes, boolean bias) implements Model {
  private static final long serialVersionUID = 1L;
  private static final long INITIAL_WEIGHTS_STREAM = 0x57656967687473L;

  @Override
  public int parameters() {
    return biasStart() + (bias ? classes : 0);
  }

  /** Where the biases start, which is also how many weights there are. */
  public int biasStart() {
    return features * classes;
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
  public List<Segment> place(int model, int models) {
    int weightsStart = model * biasStart();
    Segment weights = new Segment(weightsStart, weightsStart + biasStart());
    if (!bias) {
      return List.of(weights);
    }
    int start = models * biasStart() + model * classes;
    return List.of(weights, new Segment(start, start + classes));
  }

  @Override
  public Pass at(float[] parameters, int models) {
    return new LinearPass(this, parameters, models);
  }
}

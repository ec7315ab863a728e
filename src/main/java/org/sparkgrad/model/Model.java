package org.sparkgrad.model;

import java.io.Serializable;
import java.util.List;
import org.sparkgrad.linalg.FixedPointSums;
import org.sparkgrad.linalg.RowGroups;
import org.sparkgrad.penalty.Segment;

/**
 * A function from features to class scores, and the way back. The parameters are one flat vector
 * which the model is given at each call; it keeps none itself.
 */
public interface Model extends Serializable {
  int features();

  int classes();

  /** The length of the parameter vector. */
  int parameters();

  /** Where the parameter vector holds weights rather than biases. */
  List<Segment> weights();

  /**
   * Parameters to start from: weights from N(0, scale²), biases zero; a pure function of the seed.
   */
  float[] initialParameters(long seed, double scale);

  /**
   * Where the parameters of one of {@code models} models stand in one vector that holds all of
   * theirs, in the model's own order. The vector is {@code models * parameters()} long.
   */
  List<Segment> place(int model, int models);

  /** The parameters of several models in one vector, laid out as {@link #place} says. */
  default float[] sideBySide(List<float[]> all) {
    if (all.size() == 1) {
      return all.get(0);
    }
    float[] joined = new float[Math.multiplyExact(all.size(), parameters())];
    for (int i = 0; i < all.size(); i++) {
      int from = 0;
      for (Segment each : place(i, all.size())) {
        System.arraycopy(all.get(i), from, joined, each.start(), each.size());
        from += each.size();
      }
    }
    return joined;
  }

  /**
   * Several models of this shape, each at one point, which read each input once for all of them;
   * each gives the bits that it would give alone. What can be prepared for many rows is prepared
   * once, here.
   *
   * @param parameters of all models, laid out as {@link #place} says; not to be changed
   */
  Pass at(float[] parameters, int models);

  /** The model at one point. */
  default Pass at(float[] parameters) {
    return at(parameters, 1);
  }

  /** The way forward and back at fixed parameters. For one thread. */
  interface Pass {
    /**
     * Overwrites {@code scores} with the scores of {@code inputs} (row-major, rows x features): one
     * row-major matrix of rows x classes for each model, one behind the other.
     */
    void forward(float[] inputs, int rows, float[] scores);

    /**
     * The same for rows of a training batch, where a model may draw at random.
     *
     * @param rows their numbers in the data set: draws are a function of iteration and row alone
     */
    default void forward(float[] inputs, int[] rows, long iteration, float[] scores) {
      forward(inputs, rows.length, scores);
    }

    /**
     * Adds the gradient of the summed loss to {@code gradient}, laid out as the parameters are. The
     * rows are those of the last call of {@code forward}, with the same inputs.
     *
     * @param dScores the loss's gradient with respect to the scores, laid out as they are
     * @param groups of the rows
     */
    void backward(float[] inputs, float[] dScores, RowGroups groups, FixedPointSums gradient);
  }
}

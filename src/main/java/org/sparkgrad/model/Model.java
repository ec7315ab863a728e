package org.sparkgrad.model;

import java.io.Serializable;
import java.util.List;
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
   * Several models of this shape as one, which reads each input once for all of them: its scores
   * are theirs, one behind the other, with the bits that each would have alone.
   */
  Model sideBySide(int models);

  /**
   * Where the parameters of one of {@code models} models stand in the parameter vector of {@link
   * #sideBySide}, in their own order.
   */
  List<Segment> place(int model, int models);

  /** The model at one point; what can be prepared for many rows is prepared once, here. */
  Pass at(float[] parameters);

  /** The way forward and back at fixed parameters. For one thread. */
  interface Pass {
    /**
     * Overwrites {@code scores} (row-major, rows x classes) with the scores of {@code inputs}
     * (row-major, rows x features).
     */
    void forward(float[] inputs, int rows, float[] scores);

    /**
     * Adds to {@code gradient} (one value a parameter) the gradient of the summed loss, row by row,
     * so that rows taken in several goes give the bits of one. Given is {@code dScores} (row-major,
     * rows x classes), the loss's gradient with respect to the scores.
     */
    void backward(float[] inputs, int rows, float[] dScores, float[] gradient);
  }
}

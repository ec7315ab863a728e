package org.sparkgrad.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.sparkgrad.layer.Draws;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.Segment;

/**
 * A function from features to class scores, with its gradient. The parameters are one flat vector
 * which the model is given at each call; it keeps none itself.
 */
public interface Model extends Serializable {
  int features();

  int classes();

  /** The arrays of the parameter vector, in order and without gaps. */
  List<ParameterArray> arrays();

  /** The length of the parameter vector. */
  default int parameters() {
    List<ParameterArray> arrays = arrays();
    return arrays.get(arrays.size() - 1).place().end();
  }

  /** How many values a forward pass keeps of a row, features and scores included. */
  long valuesPerRow();

  /** How the rows of a block are cut into groups in training. */
  default GroupCut groupCut() {
    return GroupCut.USUAL;
  }

  /** Where the parameter vector holds weights that are trained, rather than biases. */
  default List<Segment> weights() {
    return arrays().stream().filter(ParameterArray::isWeight).map(ParameterArray::place).toList();
  }

  /** The same, one row of weights at a time: what leads to one class or hidden unit. */
  default List<Segment> weightRows() {
    return arrays().stream()
        .filter(ParameterArray::isWeight)
        .flatMap(array -> array.place().rows(array.rowLength()).stream())
        .toList();
  }

  /** Initial parameters: weights from N(0, scale²), biases zero; a pure function of the seed. */
  default float[] initialParameters(long seed, double scale) {
    return InitialWeights.draw(this, seed, array -> scale);
  }

  /**
   * Initial parameters that preserve the variance of what passes through layers of rectified linear
   * units: weights from N(0, 2/n) for a unit of n inputs, biases zero; a pure function of the seed.
   * Source: He, Zhang, Ren, Sun, "Delving Deep into Rectifiers", ICCV 2015.
   */
  default float[] initialParameters(long seed) {
    return InitialWeights.draw(this, seed, array -> Math.sqrt(2.0 / array.fanIn()));
  }

  /**
   * Initial parameters as PyTorch's layers have them: weights and biases uniform between -1 and 1
   * over the root of the number of a unit's inputs; a pure function of the seed.
   */
  default float[] uniformParameters(long seed) {
    return InitialWeights.uniform(this, seed);
  }

  /**
   * The same, but that the first filters of each convolution, one for each channel that it takes,
   * hand that channel on as it is. Source: Jordan, "94% on CIFAR-10 in 3.29 seconds on a single
   * GPU", 2024.
   */
  default float[] identityParameters(long seed) {
    return InitialWeights.identity(this, seed);
  }

  /**
   * Where the parameters of one of {@code models} models stand in one vector that holds all of
   * theirs, in the model's own order: each array of all models, one after the other. The vector is
   * {@code models * parameters()} long.
   */
  default List<Segment> place(int model, int models) {
    List<Segment> places = new ArrayList<>();
    for (ParameterArray array : arrays()) {
      int size = array.place().size();
      int start = models * array.place().start() + model * size;
      places.add(new Segment(start, start + size));
    }
    return places;
  }

  /**
   * Writes the parameters of several models side by side, as {@link #place} says; by several
   * threads, as it may be megabytes.
   *
   * @param joined {@code all.size() * parameters()} long; overwritten
   * @return {@code joined}
   */
  default float[] sideBySide(List<float[]> all, float[] joined) {
    IntStream.range(0, all.size())
        .parallel()
        .forEach(i -> copy(all.get(i), place(i, all.size()), joined));
    return joined;
  }

  /** The parameters of several models in a new vector; those of one model in its own. */
  default float[] sideBySide(List<float[]> all) {
    return all.size() == 1
        ? all.get(0)
        : sideBySide(all, new float[Math.multiplyExact(all.size(), parameters())]);
  }

  private static void copy(float[] parameters, List<Segment> place, float[] joined) {
    int from = 0;
    for (Segment each : place) {
      System.arraycopy(parameters, from, joined, each.start(), each.size());
      from += each.size();
    }
  }

  /**
   * Several models of this shape, each at one point, which read each input once for all of them;
   * each gives the bits that it would give alone. What can be prepared for many rows is prepared
   * once, here.
   *
   * @param parameters of all models, laid out as {@link #place} says; not to be changed
   * @param arena gives the pass its buffers, now and with each chunk of rows; nobody else may take
   *     any once the pass is made
   */
  Pass at(float[] parameters, int models, Arena arena);

  /** Several models with buffers of their own. */
  default Pass at(float[] parameters, int models) {
    return at(parameters, models, new Arena());
  }

  /** The model at one point. */
  default Pass at(float[] parameters) {
    return at(parameters, 1);
  }

  /**
   * The model in doubles, by plain loops: the slow reference for the float form.
   *
   * @param parameters as many as {@link #parameters}; not modified, but read at each pass
   */
  Reference reference(double[] parameters);

  /** Forward and backward pass in doubles. */
  interface Reference {
    /**
     * The scores of a group of rows.
     *
     * @param inputs one value per feature for each row; not modified, and kept
     */
    double[][] forward(double[][] inputs, Draws draws);

    /**
     * Adds the gradient of the group's loss with respect to the parameters to {@code gradient}.
     *
     * @param dScores the loss's gradient with respect to the last scores; not modified
     */
    void backward(double[][] dScores, double[] gradient);

    /**
     * A hash of all that the last forward pass decided by comparing values, such as which units are
     * on: between two points with different ones lies a kink.
     */
    int decisions();
  }

  /** Forward and backward pass at fixed parameters. For one thread. */
  interface Pass {
    /**
     * Overwrites {@code scores} with the scores of {@code inputs} (row-major, rows x features): one
     * row-major matrix of rows x classes for each model, one after the other.
     *
     * @param draws what is drawn in training, of as many rows; {@link Draws#NONE} outside of it
     */
    void forward(float[] inputs, int rows, Draws draws, float[] scores);

    /** The same outside of training. */
    default void forward(float[] inputs, int rows, float[] scores) {
      forward(inputs, rows, Draws.NONE, scores);
    }

    /**
     * Puts the gradient of the summed loss into {@code gradient}, laid out as the parameters are.
     * The rows are those of the last call of {@code forward}, whose inputs and scores must not have
     * changed.
     *
     * @param dScores the loss's gradient with respect to the scores, laid out alike; not modified
     * @param gradient knows the groups of the rows; every entry is overwritten
     */
    void backward(float[] dScores, GroupSums gradient);
  }
}

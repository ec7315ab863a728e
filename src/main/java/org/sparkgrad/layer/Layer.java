package org.sparkgrad.layer;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.linalg.Arena;

/** A step of a network: configuration alone. It is given its parameters at each call. */
public interface Layer extends Serializable {
  /**
   * The shape of what it makes.
   *
   * @throws IllegalArgumentException naming the layer, what it needs and what it is given, if it
   *     does not fit
   */
  Shape output(Shape in);

  /**
   * Its arrays of parameters, which stand one after the other.
   *
   * @param start where the first one starts
   */
  default List<ParameterArray> arrays(Shape in, int start) {
    return List.of();
  }

  /** Multiplications and additions of its products for one row, forward. */
  default long flop(Shape in) {
    return 0;
  }

  /**
   * Whether its output may stand where its input stood. Its backward pass then never reads the
   * input, and of the output no more than which values are above 0: the next layer may have put its
   * own output there.
   */
  default boolean isInPlace() {
    return false;
  }

  /** What its pass takes from the arena. */
  default LayerMemory memory(Shape in, PassSize size) {
    return LayerMemory.NONE;
  }

  /** How many rows, a fixed number, it normalises over; 0 if each row is by itself. */
  default int groupRows() {
    return 0;
  }

  /**
   * How those of its parameters that are not trained follow from what comes to it; empty if it has
   * none.
   *
   * @param own its arrays at their places
   */
  default Optional<Fitting> fitting(Shape in, List<ParameterArray> own) {
    return Optional.empty();
  }

  /**
   * Forward and backward pass at fixed parameters, of several models at once. What can be prepared
   * for many rows is prepared here.
   *
   * @param weights its arrays
   * @param arena gives buffers that stay taken, and scratch
   */
  LayerPass at(Shape in, Weights weights, Arena arena);

  /**
   * The same in doubles, of one model, by plain loops.
   *
   * @param parameters of the whole network; read at each pass
   * @param start where those of this layer start
   */
  LayerReference reference(Shape in, double[] parameters, int start);
}

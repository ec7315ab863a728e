package org.sparkgrad.gradcheck;

import java.io.Serializable;
import java.util.Arrays;
import org.sparkgrad.layer.Draws;
import org.sparkgrad.linalg.RowGroups;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;

/**
 * Asks for the data loss f around a point x, in doubles: its gradient at x, and, for some of the
 * parameters i, how much higher it is at {@code x + h e_i} than at {@code x - h e_i}.
 *
 * <p>It also detects whether a kink lies between the two: whether the model decides otherwise at
 * the two ends, such as which units are on, or the loss has a slope of exactly zero along a score
 * at one end alone, as hinges have that are off.
 */
public final class Probe implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Model model;
  private final Loss loss;
  private final float[] point;
  private final int[] along;
  private final double step;

  /**
   * @param point x, in floats, so that the float form can be asked at the very same point
   * @param along which parameters to move
   * @param step h
   */
  public Probe(Model model, Loss loss, float[] point, int[] along, double step) {
    if (point.length != model.parameters()) {
      throw new IllegalArgumentException(
          "probe: expected a point of %d parameters, found %d"
              .formatted(model.parameters(), point.length));
    }
    this.model = model;
    this.loss = loss;
    this.point = point;
    this.along = along;
    this.step = step;
  }

  /** The row after each group of a block's rows. */
  public int[] groupEnds(int rows) {
    return model.groupCut().ends(rows);
  }

  /** Sums over no rows. */
  public ProbeSums zero() {
    return new ProbeSums(point.length, along.length);
  }

  /**
   * Adds up the answers of rows, each by itself, outside of training.
   *
   * @param inputs the features of each row
   * @param labels the class of each row
   */
  public ProbeSums sum(double[][] inputs, int[] labels) {
    int[] ends = new int[inputs.length];
    Arrays.setAll(ends, row -> row + 1);
    return sum(inputs, labels, new RowGroups(ends), Draws.NONE);
  }

  /** Adds up the answers of groups of rows in training, in their order. */
  public ProbeSums sum(double[][] inputs, int[] labels, Draws draws) {
    return sum(inputs, labels, draws.groups(), draws);
  }

  private ProbeSums sum(double[][] inputs, int[] labels, RowGroups groups, Draws draws) {
    ProbeSums sums = zero();
    double[] at = new double[point.length];
    Arrays.setAll(at, i -> point[i]);
    for (int group = 0; group < groups.count(); group++) {
      int start = groups.start(group);
      int end = groups.end(group);
      new GroupProbe(
              model.reference(at),
              loss,
              Arrays.copyOfRange(inputs, start, end),
              Arrays.copyOfRange(labels, start, end),
              draws.areMade() ? draws.of(start, end) : draws)
          .addTo(sums, at, along, step);
    }
    return sums;
  }
}

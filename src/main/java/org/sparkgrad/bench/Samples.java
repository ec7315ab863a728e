package org.sparkgrad.bench;

import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/** Times of one thing, done again and again. */
final class Samples {
  private final double[] milliseconds;
  private int size;

  Samples(int capacity) {
    milliseconds = new double[capacity];
  }

  /** Times one go. */
  void time(Runnable action) {
    Stopwatch watch = new Stopwatch();
    action.run();
    milliseconds[size++] = 1000 * watch.seconds();
  }

  double median() {
    return percentile(50);
  }

  /** The distance of the quartiles as a share of the median. */
  double spread() {
    return (percentile(75) - percentile(25)) / median();
  }

  private double percentile(double share) {
    return new Percentile().evaluate(milliseconds, 0, size, share);
  }

  /**
   * Times several things in turn, A B C A B C ..., so that a machine whose speed drifts is as fair
   * to one as to the other.
   *
   * @param warmUp rounds that are not counted
   */
  static Samples[] inTurn(int warmUp, int rounds, Runnable... actions) {
    Samples[] samples = new Samples[actions.length];
    for (int i = 0; i < actions.length; i++) {
      samples[i] = new Samples(rounds);
    }
    for (int round = 0; round < warmUp + rounds; round++) {
      for (int i = 0; i < actions.length; i++) {
        if (round < warmUp) {
          actions[i].run();
        } else {
          samples[i].time(actions[i]);
        }
      }
    }
    return samples;
  }
}

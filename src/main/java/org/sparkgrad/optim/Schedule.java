package org.sparkgrad.optim;

/** The learning rate of each iteration, counted from 0. */
@FunctionalInterface
public interface Schedule {
  double learningRate(long iteration);

  /** The same rate throughout. */
  static Schedule constant(double rate) {
    return iteration -> rate;
  }

  /** {@code rate * (1 - t / iterations)}: from the full rate in a straight line to zero. */
  static Schedule linear(double rate, long iterations) {
    return iteration -> rate * (1 - (double) iteration / iterations);
  }
}

package org.sparkgrad.optim;

/**
 * The learning rate of each iteration t, counted from 0. All schedules here but the triangular one
 * start from their {@code rate}. A {@code period} is a number of iterations, not always a whole
 * one.
 */
@FunctionalInterface
public interface Schedule {
  double learningRate(long iteration);

  /** The same rate throughout. */
  static Schedule constant(double rate) {
    return iteration -> rate;
  }

  /** {@code rate * factor^floor(t / period)}: falls by the factor at the end of each period. */
  static Schedule step(double rate, double factor, double period) {
    return iteration -> rate * StrictMath.pow(factor, Math.floor(iteration / period));
  }

  /** {@code rate * factor^(t / period)}: falls by the factor over each period, continuously. */
  static Schedule exponential(double rate, double factor, double period) {
    return iteration -> rate * StrictMath.pow(factor, iteration / period);
  }

  /**
   * {@code rate / (1 + t / period)}: half the rate after one period, a third after two.
   *
   * <p>Source: Robbins, Monro, "A stochastic approximation method", 1951: rates of the order of
   * 1/t.
   */
  static Schedule inverseTime(double rate, double period) {
    return iteration -> rate / (1 + iteration / period);
  }

  /**
   * {@code rate * (1 + cos(pi * t / iterations)) / 2}: from the full rate along half a cosine wave
   * to zero.
   *
   * <p>Source: Loshchilov, Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017,
   * equation 5, without restarts.
   */
  static Schedule cosine(double rate, long iterations) {
    return iteration -> rate * (1 + StrictMath.cos(Math.PI * iteration / iterations)) / 2;
  }

  /** {@code rate * (1 - t / iterations)}: linearly from the full rate to zero. */
  static Schedule linear(double rate, long iterations) {
    return iteration -> rate * (1 - (double) iteration / iterations);
  }

  /**
   * Linearly from {@code rate * start} at t = 0 to the full rate at t = {@code peak}, and from
   * there to {@code rate * end} at t = {@code iterations}.
   *
   * <p>Sources: Smith, Topin, "Super-convergence: very fast training of neural networks using large
   * learning rates", 2019, for one cycle of a rate that rises and falls; Jordan, "94% on CIFAR-10
   * in 3.29 seconds on a single GPU", 2024, for this one.
   *
   * @param peak from 0, which leaves out the rise, to {@code iterations}, which leaves out the fall
   */
  static Schedule triangular(double rate, double start, double end, long peak, long iterations) {
    return iteration ->
        iteration < peak
            ? rate * (start + (1 - start) * iteration / peak)
            : rate * (1 + (end - 1) * (iteration - peak) / (iterations - peak));
  }

  /**
   * This schedule after a warm-up: {@code rate(0) * (t + 1) / (iterations + 1)}, linear, reaching
   * the full rate where this schedule starts, at t = iterations.
   *
   * <p>Source: Goyal and others, "Accurate, large minibatch SGD", 2017, section 2.2.
   *
   * @param iterations of the warm-up; 0 for none
   */
  default Schedule warmedUp(long iterations) {
    double full = learningRate(0);
    return iteration ->
        iteration < iterations
            ? full * (iteration + 1) / (iterations + 1)
            : learningRate(iteration - iterations);
  }
}

package org.sparkgrad.data.synthetic;

import org.sparkgrad.linalg.CounterRandom;

/**
 * A sequence of random numbers, the same on every Java runtime.
 *
 * <p>{@link java.util.SplittableRandom} promises no particular algorithm; {@link CounterRandom}
 * states its own.
 */
final class DrawSequence {
  private final CounterRandom random;
  private long counter;

  /** Streams of one seed are independent of each other. */
  DrawSequence(long seed, long stream) {
    random = new CounterRandom(seed, stream);
  }

  private long bits() {
    return random.bits(counter++);
  }

  /** Uniform in [low, high). */
  double uniform(double low, double high) {
    return low + (high - low) * ((bits() >>> 11) * 0x1p-53);
  }

  /** Uniform in 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.below(bound, counter++);
  }

  /** 1 or -1. */
  int sign() {
    return bits() < 0 ? -1 : 1;
  }

  /**
   * Nearly normal, with mean 0 and variance 1: the scaled sum of four uniform 16-bit numbers.
   *
   * <p>No logarithm and no cosine, since each pixel of each image takes one.
   */
  double gaussian() {
    long bits = bits();
    long sum =
        (bits & 0xffff) + ((bits >>> 16) & 0xffff) + ((bits >>> 32) & 0xffff) + (bits >>> 48);
    return (sum - 2 * 65535L) * (Math.sqrt(3) / 65536);
  }
}

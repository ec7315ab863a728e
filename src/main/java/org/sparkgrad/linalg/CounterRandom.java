package org.sparkgrad.linalg;

import java.io.Serializable;

/**
 * Random numbers that are a pure function of (seed, stream, counter), so that any of them can be
 * drawn anywhere, in any order, again and again.
 *
 * <p>The bits are those of SplitMix64 started at a state hashed from seed and stream, of which the
 * counter names the position. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014.
 */
public final class CounterRandom implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long key;

  /** Streams of one seed are independent of each other. */
  public CounterRandom(long seed, long stream) {
    key = mix(mix(seed + GOLDEN_GAMMA) + stream * GOLDEN_GAMMA);
  }

  /** 64 uniform bits. */
  public long bits(long counter) {
    return mix(key + (counter + 1) * GOLDEN_GAMMA);
  }

  /** A uniform integer in [0, bound), off by a relative bias below bound / 2^63. */
  public int below(int bound, long counter) {
    return (int) Math.multiplyHigh(bits(counter) >>> 1, 2L * bound);
  }

  /** A standard normal number: Box and Muller's cosine half, from bits 2c and 2c + 1. */
  public double gaussian(long counter) {
    double radius = Math.sqrt(-2 * StrictMath.log(uniform(2 * counter)));
    return radius * StrictMath.cos(2 * Math.PI * uniform(2 * counter + 1));
  }

  /** A uniform number in (0, 1], in steps of 2^-53. */
  public double uniform(long counter) {
    return ((bits(counter) >>> 11) + 1) * 0x1p-53;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

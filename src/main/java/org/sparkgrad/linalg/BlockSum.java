package org.sparkgrad.linalg;

import java.io.Serializable;

/**
 * A sum over neighbouring blocks, or over the first rows of one block: a vector of floats and one
 * of doubles.
 *
 * <p>A plain class rather than a record, which Spark's Kryo serializer cannot read back.
 */
public final class BlockSum implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int number;
  private final double[] doubles;
  private float[] floats;

  /** Where the floats go when they are no longer needed; nowhere in a copy from another JVM. */
  private final transient FloatBuffers owner;

  /**
   * @param number of the first block that it holds
   * @param floats taken from {@code owner}
   */
  public BlockSum(int number, float[] floats, double[] doubles, FloatBuffers owner) {
    this.number = number;
    this.floats = floats;
    this.doubles = doubles;
    this.owner = owner;
  }

  /** A sum that keeps its floats. */
  public BlockSum(int number, float[] floats, double[] doubles) {
    this(number, floats, doubles, null);
  }

  public int number() {
    return number;
  }

  /** Null once it is released. */
  public float[] floats() {
    return floats;
  }

  public double[] doubles() {
    return doubles;
  }

  /** Adds a sum over later rows, which is released. */
  void add(BlockSum later) {
    GroupSums.add(later.floats, 0, floats, floats.length);
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] += later.doubles[i];
    }
    later.release();
  }

  /** Gives the floats back to their owner. */
  void release() {
    if (owner != null && floats != null) {
      owner.giveBack(floats);
    }
    floats = null;
  }
}

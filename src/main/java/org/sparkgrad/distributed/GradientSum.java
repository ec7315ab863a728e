package org.sparkgrad.distributed;

import java.io.Serializable;
import org.sparkgrad.linalg.FloatArrays;
import org.sparkgrad.linalg.PartialSums;

/** The sum of the gradients of neighbouring blocks, or of the first rows of one block. */
final class GradientSum implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int number;
  private final float[] values;

  /**
   * False in a copy that came over the network: a driver would heap up what its tasks never take.
   */
  private final transient boolean taken;

  /**
   * @param number of the first block that it holds
   * @param values taken from {@link FloatArrays}
   */
  GradientSum(int number, float[] values) {
    this.number = number;
    this.values = values;
    taken = true;
  }

  int number() {
    return number;
  }

  float[] values() {
    return values;
  }

  /** Adds a sum of later rows, which may be used no longer. */
  void add(GradientSum later) {
    PartialSums.add(later.values, 0, values, values.length);
    later.release();
  }

  /** Gives its memory back; it may be used no longer. */
  void release() {
    if (taken) {
      FloatArrays.giveBack(values);
    }
  }
}

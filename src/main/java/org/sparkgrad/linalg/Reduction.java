package org.sparkgrad.linalg;

/**
 * Which of several sums, made one after the other, are added: once sum i is there, the last two
 * that are left are added and become one, {@code additions[i]} times. All sums of floats and
 * doubles that must not depend on who makes them are reduced here.
 *
 * @param additions one number for each sum
 */
public record Reduction(int[] additions) {
  /** Makes a sum. */
  @FunctionalInterface
  public interface Maker {
    /** Makes sum {@code index} in place {@code place} of those that are left. */
    void make(int index, int place);
  }

  /** Adds two sums. */
  @FunctionalInterface
  public interface Adder {
    /** Adds the sum in place {@code later} to the one in {@code place}, which is before it. */
    void add(int place, int later);
  }

  public Reduction {
    int left = 0;
    for (int i = 0; i < additions.length; i++) {
      if (additions[i] > left) {
        throw new IllegalArgumentException(
            "reduction: expected at most %d additions after sum %d, found %d"
                .formatted(left, i, additions[i]));
      }
      left += 1 - additions[i];
    }
  }

  /** Adds nothing. */
  public static Reduction none(int sums) {
    return new Reduction(new int[sums]);
  }

  /** How many sums are made. */
  public int count() {
    return additions.length;
  }

  /** How many sums are left in the end. */
  public int left() {
    int left = 0;
    for (int each : additions) {
      left += 1 - each;
    }
    return left;
  }

  /** Makes all sums in their order and adds them; returns {@link #left}. */
  public int run(Maker maker, Adder adder) {
    int left = 0;
    for (int i = 0; i < additions.length; i++) {
      maker.make(i, left);
      for (int k = 0; k < additions[i]; k++) {
        adder.add(left - 1, left);
        left--;
      }
      left++;
    }
    return left;
  }
}

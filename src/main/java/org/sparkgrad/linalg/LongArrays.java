package org.sparkgrad.linalg;

import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Arrays that are used again. Sums of a grid trained in one pass take tens of megabytes a step;
 * made anew each time, they would keep the garbage collector busy as long as the arithmetic. Arrays
 * lying here are given up when memory runs short.
 */
final class LongArrays {
  private static final ConcurrentLinkedQueue<SoftReference<long[]>> FREE =
      new ConcurrentLinkedQueue<>();

  private LongArrays() {}

  /** An array of anything. */
  static long[] take(int size) {
    for (int tries = FREE.size(); tries > 0; tries--) {
      SoftReference<long[]> reference = FREE.poll();
      long[] array = reference == null ? null : reference.get();
      if (array != null && array.length == size) {
        return array;
      }
    }
    return new long[size];
  }

  /** Takes back an array that nobody uses any more. */
  static void giveBack(long[] array) {
    FREE.add(new SoftReference<>(array));
  }
}

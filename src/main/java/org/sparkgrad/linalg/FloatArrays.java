package org.sparkgrad.linalg;

import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Arrays that are used again. Sums of a grid trained in one pass take tens of megabytes a step;
 * made anew each time, they would keep the garbage collector busy as long as the arithmetic. Arrays
 * lying here are given up when memory runs short.
 */
public final class FloatArrays {
  /** Shorter ones are soon made, and a search for one would give up all that lie here. */
  private static final int SHORTEST = 1024;

  private static final ConcurrentLinkedQueue<SoftReference<float[]>> FREE =
      new ConcurrentLinkedQueue<>();

  private FloatArrays() {}

  /** An array of anything. Arrays of other sizes, which are no longer in use, are given up. */
  public static float[] take(int size) {
    for (int tries = size < SHORTEST ? 0 : FREE.size(); tries > 0; tries--) {
      SoftReference<float[]> reference = FREE.poll();
      float[] array = reference == null ? null : reference.get();
      if (array != null && array.length == size) {
        return array;
      }
    }
    return new float[size];
  }

  /** Takes back an array that was taken here and that nobody uses any more. */
  public static void giveBack(float[] array) {
    if (array.length >= SHORTEST) {
      FREE.add(new SoftReference<>(array));
    }
  }
}

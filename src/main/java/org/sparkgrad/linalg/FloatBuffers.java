package org.sparkgrad.linalg;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Free arrays of one length, used again by their owner, a training objective: the sums of a grid
 * trained in one pass take tens of megabytes at every step. An array has one user at a time: it is
 * given back by the one who took it, once, when nobody reads it any more. One that is never given
 * back, as that of a task that failed, is garbage. Safe for several threads.
 */
public final class FloatBuffers {
  private final Deque<float[]> free = new ArrayDeque<>();

  /** An array whose contents are undefined. Free ones of another length are let go. */
  public synchronized float[] take(int length) {
    if (!free.isEmpty() && free.peek().length != length) {
      free.clear();
    }
    return free.isEmpty() ? new float[length] : free.pop();
  }

  /** Takes an array back. */
  public synchronized void giveBack(float[] array) {
    if (!free.isEmpty() && free.peek().length != array.length) {
      free.clear();
    }
    free.push(array);
  }
}

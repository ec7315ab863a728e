package org.sparkgrad.linalg;

import java.util.ArrayList;
import java.util.List;

/**
 * The buffers of one task: activations, their gradients, packed operands, scratch. They are handed
 * out in order; {@link #release} takes back those that were handed out after a {@link #mark}, so
 * that each chunk of rows, which asks for the same ones, finds them as large as the largest chunk
 * needed. Not for two threads.
 */
public final class Arena {
  private final List<float[]> buffers = new ArrayList<>();
  private int used;

  /** A buffer of at least {@code size} entries, whose contents are undefined. */
  public float[] take(int size) {
    if (used == buffers.size()) {
      buffers.add(new float[size]);
    } else if (buffers.get(used).length < size) {
      buffers.set(used, new float[size]);
    }
    return buffers.get(used++);
  }

  /** A matrix in a buffer of its own, whose contents are undefined. */
  public Matrix matrix(int rows, int columns) {
    return Matrix.of(take(Math.multiplyExact(rows, columns)), rows, columns);
  }

  /** How many entries all buffers have. */
  public long size() {
    return buffers.stream().mapToLong(each -> each.length).sum();
  }

  /** What to {@link #release} to. */
  public int mark() {
    return used;
  }

  /** Takes back all buffers that were handed out after {@code mark}; they may be used no longer. */
  public void release(int mark) {
    used = mark;
  }
}

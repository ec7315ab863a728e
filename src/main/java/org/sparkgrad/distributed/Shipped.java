package org.sparkgrad.distributed;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Parameters on their way to the executors: within the task closure where they are small, which
 * saves a broadcast's round trips, and as a broadcast where every task would unpack megabytes.
 */
final class Shipped implements Serializable, AutoCloseable {
  private static final long serialVersionUID = 1L;

  /** 1 MiB of floats, where Spark begins to warn of large closures. */
  private static final int LARGEST_CLOSURE = 1 << 18;

  private final float[] small;
  private final Broadcast<float[]> large;

  private Shipped(float[] small, Broadcast<float[]> large) {
    this.small = small;
    this.large = large;
  }

  /** For use in this JVM. */
  static Shipped locally(float[] parameters) {
    return new Shipped(parameters, null);
  }

  static Shipped to(JavaSparkContext context, float[] parameters) {
    return parameters.length <= LARGEST_CLOSURE
        ? locally(parameters)
        : new Shipped(null, context.broadcast(parameters));
  }

  float[] value() {
    return large == null ? small : large.value();
  }

  /** Takes them back from the executors. */
  @Override
  public void close() {
    if (large != null) {
      large.destroy();
    }
  }
}

package org.sparkgrad.distributed;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.linalg.FloatBuffers;

/**
 * An exchange with executors elsewhere. Small parameters travel within the task closure, which
 * saves a broadcast's round trips, large ones as a broadcast, as every task would unpack megabytes.
 */
final class ExchangeByValue<S> extends Exchange<S> {
  private static final long serialVersionUID = 1L;

  /** 1 MiB of floats, where Spark begins to warn of large closures. */
  private static final int LARGEST_CLOSURE = 1 << 18;

  private final float[] small;
  private final Broadcast<float[]> large;

  private ExchangeByValue(float[] small, Broadcast<float[]> large) {
    this.small = small;
    this.large = large;
  }

  static <S> ExchangeByValue<S> of(JavaSparkContext context, float[] parameters) {
    return parameters.length <= LARGEST_CLOSURE
        ? new ExchangeByValue<>(parameters, null)
        : new ExchangeByValue<>(null, context.broadcast(parameters));
  }

  @Override
  public float[] parameters() {
    return large == null ? small : large.value();
  }

  /** A task's own: what it sends is packed, and then garbage. */
  @Override
  public FloatBuffers buffers() {
    return new FloatBuffers();
  }

  @Override
  public S handIn(int partition, S sums) {
    return sums;
  }

  @Override
  public S take(int partition, S result) {
    return result;
  }

  @Override
  public void close() {
    if (large != null) {
      large.destroy();
    }
  }
}

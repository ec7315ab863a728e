package org.sparkgrad.distributed;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * An exchange with executors elsewhere. Small parameters travel within the task closure, which
 * saves a broadcast's round trips, large ones as a broadcast, as every task would unpack megabytes.
 */
final class ExchangeByValue extends Exchange {
  private static final long serialVersionUID = 1L;

  /** 1 MiB of floats, where Spark begins to warn of large closures. */
  private static final int LARGEST_CLOSURE = 1 << 18;

  private final float[] small;
  private final Broadcast<float[]> large;

  private ExchangeByValue(float[] small, Broadcast<float[]> large) {
    this.small = small;
    this.large = large;
  }

  static ExchangeByValue of(JavaSparkContext context, float[] parameters) {
    return parameters.length <= LARGEST_CLOSURE
        ? new ExchangeByValue(parameters, null)
        : new ExchangeByValue(null, context.broadcast(parameters));
  }

  @Override
  float[] parameters() {
    return large == null ? small : large.value();
  }

  @Override
  GradientSums handIn(int partition, GradientSums sums) {
    return sums;
  }

  @Override
  GradientSums take(int partition, GradientSums result) {
    return result;
  }

  @Override
  public void close() {
    if (large != null) {
      large.destroy();
    }
  }
}

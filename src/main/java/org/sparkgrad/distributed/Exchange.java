package org.sparkgrad.distributed;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.linalg.FloatBuffers;

/**
 * What travels between the driver and the tasks of one step: parameters to them, sums back. Closed,
 * nothing of it is left on either side.
 *
 * @param <S> what a task makes
 */
public abstract class Exchange<S> implements Serializable, AutoCloseable {
  private static final long serialVersionUID = 1L;

  /**
   * By reference if the executors run in this JVM, else by value.
   *
   * @param buffers of whoever makes the step
   */
  public static <S> Exchange<S> of(
      JavaSparkContext context, float[] parameters, FloatBuffers buffers) {
    return context.isLocal()
        ? new ExchangeByReference<>(parameters, buffers)
        : ExchangeByValue.of(context, parameters);
  }

  /** The parameters; to be read only. Called by tasks. */
  public abstract float[] parameters();

  /** Where a task takes the arrays from that it sends back. */
  public abstract FloatBuffers buffers();

  /** Called by a task with what it made; returns what Spark is to carry. */
  public abstract S handIn(int partition, S sums);

  /** Called by the driver with what Spark carried; returns what the task made. */
  public abstract S take(int partition, S result);

  @Override
  public abstract void close();
}

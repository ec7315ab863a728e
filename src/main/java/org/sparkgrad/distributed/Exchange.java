package org.sparkgrad.distributed;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What travels between the driver and the tasks of one step: parameters to them, sums back. Closed,
 * nothing of it is left on either side.
 *
 * @param <S> what a task makes
 */
public abstract class Exchange<S> implements Serializable, AutoCloseable {
  private static final long serialVersionUID = 1L;

  /** Whatever is cheapest where the executors are. */
  public static <S> Exchange<S> of(JavaSparkContext context, float[] parameters) {
    return context.isLocal()
        ? new ExchangeByReference<>(parameters)
        : ExchangeByValue.of(context, parameters);
  }

  /** The parameters; to be read only. Called by tasks. */
  public abstract float[] parameters();

  /** Called by a task with what it made; gives what its result is to be. */
  public abstract S handIn(int partition, S sums);

  /** Called by the driver with a task's result; gives what the task made. */
  public abstract S take(int partition, S result);

  @Override
  public abstract void close();
}

package org.sparkgrad.distributed;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.sparkgrad.linalg.FloatBuffers;

/**
 * An exchange within one JVM, where Spark's local master runs its tasks: a number travels instead
 * of the arrays, which are handed over as they are. Spark itself would pack and unpack them all the
 * same, which for a grid trained in one pass takes longer than the arithmetic.
 *
 * <p>A task that runs twice hands in twice; both have the same bits, so that either will do. One
 * that comes too late finds the exchange closed and fails; Spark ignores the late attempt.
 */
final class ExchangeByReference<S> extends Exchange<S> {
  private static final long serialVersionUID = 1L;
  private static final Map<Long, Desk> OPEN = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final long number;

  /** Where things lie that are handed over. */
  private record Desk(float[] parameters, FloatBuffers buffers, Map<Integer, Object> sums) {}

  ExchangeByReference(float[] parameters, FloatBuffers buffers) {
    number = NUMBERS.getAndIncrement();
    OPEN.put(number, new Desk(parameters, buffers, new ConcurrentHashMap<>()));
  }

  @Override
  public float[] parameters() {
    return desk().parameters;
  }

  @Override
  public FloatBuffers buffers() {
    return desk().buffers;
  }

  @Override
  public S handIn(int partition, S sums) {
    desk().sums.put(partition, sums);
    return null;
  }

  @Override
  @SuppressWarnings("unchecked") // The desk is this exchange's alone, and only handIn puts there.
  public S take(int partition, S result) {
    return (S) desk().sums.get(partition);
  }

  @Override
  public void close() {
    OPEN.remove(number);
  }

  private Desk desk() {
    Desk desk = OPEN.get(number);
    if (desk == null) {
      throw new IllegalStateException("exchange %d: the step is over".formatted(number));
    }
    return desk;
  }
}

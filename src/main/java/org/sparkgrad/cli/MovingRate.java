package org.sparkgrad.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * How much is done per second, over the last half minute: {@code (n(t) - n(s)) / (t - s)} with
 * {@code s} the last mark that is at least that old, or the first.
 *
 * <p>Marks are made when the count grows. If that takes longer than the window, the rate is that
 * since the mark before the last, and falls while the next one is awaited.
 */
final class MovingRate {
  private static final long WINDOW = Duration.ofSeconds(30).toNanos();
  private static final long SPACING = Duration.ofMillis(250).toNanos();

  /** A rate over less is none. */
  private static final long LEAST = Duration.ofMillis(500).toNanos();

  private final LongSupplier nanos;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private long count;

  private record Mark(long nanos, long count) {}

  /**
   * Starts at 0.
   *
   * @param nanos the time, of which differences alone count
   */
  MovingRate(LongSupplier nanos) {
    this.nanos = nanos;
    marks.add(new Mark(nanos.getAsLong(), 0));
  }

  /** Takes the count as it stands now. */
  synchronized void reached(long now) {
    if (now <= count) {
      return;
    }
    count = now;
    long time = nanos.getAsLong();
    if (time - marks.getLast().nanos() >= SPACING) {
      marks.addLast(new Mark(time, now));
    }
    forget(time);
  }

  private void forget(long time) {
    while (marks.size() > 2) {
      Mark first = marks.removeFirst();
      if (time - marks.getFirst().nanos() < WINDOW) {
        marks.addFirst(first);
        return;
      }
    }
  }

  /** Starts anew from the count as it stands, as after a pause that does not count. */
  synchronized void restart() {
    marks.clear();
    marks.add(new Mark(nanos.getAsLong(), count));
  }

  /** Per second; empty as long as nothing can be said. */
  synchronized OptionalDouble perSecond() {
    Mark first = marks.getFirst();
    long time = nanos.getAsLong() - first.nanos();
    return count > first.count() && time >= LEAST
        ? OptionalDouble.of((count - first.count()) / (time * 1e-9))
        : OptionalDouble.empty();
  }
}

package org.sparkgrad.train;

import java.time.Instant;
import java.util.Optional;

/**
 * Time spent on a group of cells that are trained in one pass.
 *
 * @param start as {@link System#nanoTime} says
 * @param cells that share the time
 */
record GroupClock(Instant started, long start, int cells) {
  static GroupClock start(int cells) {
    return new GroupClock(Instant.now(), System.nanoTime(), cells);
  }

  /**
   * Time spent on one of the cells up to now.
   *
   * @param before as its checkpoint says
   */
  TimeSpent spent(Optional<TimeSpent> before) {
    double share = (System.nanoTime() - start) * 1e-9 / cells;
    return new TimeSpent(
        before.map(TimeSpent::started).orElse(started),
        before.map(TimeSpent::seconds).orElse(0.0) + share);
  }
}

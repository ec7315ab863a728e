package org.sparkgrad.cli;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Notices that a cluster is lost: work waits for executors and none comes. Spark itself would wait
 * without end.
 */
final class ClusterWatch {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final BooleanSupplier starved;
  private final Duration patience;
  private final Consumer<Duration> lost;

  /**
   * @param starved whether there is work and no executor; throws once the session has ended
   * @param patience how long this may last without a break
   * @param lost called once if it lasts longer
   */
  ClusterWatch(BooleanSupplier starved, Duration patience, Consumer<Duration> lost) {
    this.starved = starved;
    this.patience = patience;
    this.lost = lost;
  }

  /** Watches in a thread of its own until the session ends. */
  void start() {
    Thread thread = new Thread(this::watch, "cluster-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      long since = System.nanoTime();
      while (System.nanoTime() - since <= patience.toNanos()) {
        Thread.sleep(POLL.toMillis());
        if (!starved.getAsBoolean()) {
          since = System.nanoTime();
        }
      }
      lost.accept(patience);
    } catch (InterruptedException | IllegalStateException e) {
      // The session has ended, and with it what there was to watch.
      Thread.currentThread().interrupt();
    }
  }
}

package org.sparkgrad.cli;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A line on standard error that says how far long work is and how much time is left: redrawn in
 * place on a terminal, written anew now and then elsewhere.
 */
final class ProgressLine implements AutoCloseable {
  /** Set by {@code submit/sparkgrad}, since Java cannot tell what standard error is. */
  private static final String TERMINAL_PROPERTY = "sparkgrad.terminal";

  private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(500);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
  private static final int WIDTH = 100;

  private final ProgressBar bar;

  ProgressLine(String task, long total, boolean visible) {
    boolean terminal = visible && Boolean.getBoolean(TERMINAL_PROPERTY);
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis((int) (terminal ? TERMINAL_INTERVAL : LOG_INTERVAL).toMillis())
            .setConsumer(
                terminal
                    ? new ConsoleProgressBarConsumer(System.err, WIDTH)
                    : new DelegatingProgressBarConsumer(
                        visible ? System.err::println : line -> {}, WIDTH))
            .build();
  }

  void advance(long iterations) {
    bar.stepBy(iterations);
  }

  /** For work that tells where it stands; {@code total} is negative if it is not known. */
  void reached(long done, long total) {
    if (total > 0) {
      bar.maxHint(total);
    }
    bar.stepTo(done);
  }

  @Override
  public void close() {
    bar.close();
  }
}

package org.sparkgrad.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says on standard error how far work has come. On a terminal it is one line, redrawn in place,
 * that never exceeds the terminal's usual width; elsewhere plain lines: one every ten seconds if a
 * hundredth more is done, else one every minute, none twice. Work that ends well has one last line.
 */
final class ProgressLine implements AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(250);
  private static final Duration OFTEN = Duration.ofSeconds(10);
  private static final Duration SELDOM = Duration.ofSeconds(60);
  private static final int WIDTH = 79;

  /** Back to the first column, with nothing after it. */
  static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final Meter meter;
  private final LongSupplier nanos;
  private final ScheduledExecutorService clock;
  private long writtenAt;
  private int writtenPercent;
  private String written = "";
  private boolean ended;

  /**
   * @param err where lines go
   * @param terminal whether that is a terminal
   * @param nanos the time, of which differences alone count
   */
  ProgressLine(PrintWriter err, boolean terminal, Meter meter, LongSupplier nanos) {
    this.err = err;
    this.terminal = terminal;
    this.meter = meter;
    this.nanos = nanos;
    writtenAt = nanos.getAsLong();
    clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins to write by the clock. */
  ProgressLine start() {
    long period = REDRAW.toMillis();
    var unused = clock.scheduleWithFixedDelay(this::tick, period, period, TimeUnit.MILLISECONDS);
    return this;
  }

  /** Writes what is due. */
  synchronized void tick() {
    List<String> parts = meter.now();
    if (ended || parts.isEmpty()) {
      return;
    }
    if (terminal) {
      draw(parts);
    } else if (isDue()) {
      write(parts);
      writtenAt = nanos.getAsLong();
      writtenPercent = meter.percent();
    }
  }

  private boolean isDue() {
    long since = nanos.getAsLong() - writtenAt;
    return since >= SELDOM.toNanos()
        || (since >= OFTEN.toNanos() && meter.percent() > writtenPercent);
  }

  /** Leaves the cursor at the line's start, so that whatever is written next takes its place. */
  private void draw(List<String> parts) {
    String line = fitting(parts);
    if (!line.equals(written)) {
      err.print(CLEAR + line + "\r");
      err.flush();
      written = line;
    }
  }

  /** As many parts as fit. */
  private static String fitting(List<String> parts) {
    int count = parts.size();
    while (count > 1 && String.join(", ", parts.subList(0, count)).length() > WIDTH) {
      count--;
    }
    String line = String.join(", ", parts.subList(0, count));
    return line.substring(0, Math.min(WIDTH, line.length()));
  }

  private void write(List<String> parts) {
    String line = String.join(", ", parts);
    if (!line.equals(written)) {
      err.println("sparkgrad: " + line);
      err.flush();
      written = line;
    }
  }

  /** The work has come to its end. */
  synchronized void done() {
    if (!ended) {
      ended = true;
      wipe();
      write(meter.atEnd());
    }
  }

  private void wipe() {
    if (terminal && !written.isEmpty()) {
      err.print(CLEAR);
      err.flush();
    }
  }

  /** Ends the line; work that is not {@link #done} by now never will be. */
  @Override
  public synchronized void close() {
    clock.shutdownNow();
    if (!ended) {
      ended = true;
      wipe();
    }
  }
}

package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final String CLEAR = "\r\u001b[K";

  private final HandClock clock = new HandClock();
  private final StringWriter written = new StringWriter();
  private final Hand meter = new Hand();

  /** A meter that a test sets. */
  private static final class Hand implements Meter {
    private int percent;
    private List<String> parts = List.of();

    void set(int now, String... more) {
      percent = now;
      parts = List.of(more);
    }

    @Override
    public List<String> now() {
      return parts;
    }

    @Override
    public int percent() {
      return percent;
    }

    @Override
    public List<String> atEnd() {
      return List.of("work 100%", "done");
    }
  }

  private ProgressLine line(boolean terminal) {
    return new ProgressLine(new PrintWriter(written), terminal, meter, clock);
  }

  private List<String> lines() {
    return written.toString().lines().toList();
  }

  private void tickFor(ProgressLine line, double seconds) {
    for (double s = 0; s < seconds; s += 0.25) {
      clock.pass(0.25);
      line.tick();
    }
  }

  @Test
  void writesPlainLinesWhereThereIsNoTerminal() {
    try (ProgressLine line = line(false)) {
      meter.set(0, "work 0%");
      tickFor(line, 9);
      assertEquals(List.of(), lines());
      meter.set(3, "work 3%", "5:00 left");
      tickFor(line, 1.25);
      assertEquals(List.of("sparkgrad: work 3%, 5:00 left"), lines());
      meter.set(3, "work 3%", "4:55 left");
      tickFor(line, 30);
      assertEquals(1, lines().size());
      meter.set(4, "work 4%", "4:30 left");
      tickFor(line, 1);
      assertEquals("sparkgrad: work 4%, 4:30 left", lines().get(1));
    }
    assertEquals(2, lines().size());
  }

  /** Slow work gives a sign of life every minute, unless there is nothing new to say. */
  @Test
  void writesNoLineTwice() {
    try (ProgressLine line = line(false)) {
      meter.set(3, "work 3%", "5:00 left");
      tickFor(line, 300);
      assertEquals(1, lines().size());
      meter.set(3, "work 3%", "9:00 left");
      tickFor(line, 60);
      assertEquals(2, lines().size());
    }
  }

  @Test
  void endsWithOneLastLine() {
    ProgressLine line = line(false);
    meter.set(99, "work 99%");
    tickFor(line, 20);
    line.done();
    line.done();
    tickFor(line, 100);
    line.close();
    assertEquals(List.of("sparkgrad: work 99%", "sparkgrad: work 100%, done"), lines());
  }

  @Test
  void redrawsOneLineOnATerminal() {
    ProgressLine line = line(true);
    meter.set(3, "work 3%", "5:00 left");
    tickFor(line, 1);
    meter.set(4, "work 4%", "4:00 left");
    tickFor(line, 1);
    line.done();
    line.close();
    assertEquals(
        CLEAR
            + "work 3%, 5:00 left\r"
            + CLEAR
            + "work 4%, 4:00 left\r"
            + CLEAR
            + "sparkgrad: work 100%, done"
            + System.lineSeparator(),
        written.toString());
  }

  @Test
  void leavesNothingOfWorkThatFailed() {
    ProgressLine line = line(true);
    meter.set(3, "work 3%");
    tickFor(line, 1);
    line.close();
    assertEquals(CLEAR + "work 3%\r" + CLEAR, written.toString());
  }

  @Test
  void leavesOutTheLeastImportantPartsOfALineThatIsTooLong() {
    ProgressLine line = line(true);
    meter.set(3, "work 3%", "x".repeat(60), "y".repeat(20), "z");
    tickFor(line, 1);
    assertEquals(CLEAR + "work 3%, " + "x".repeat(60) + "\r", written.toString());
    meter.set(3, "w".repeat(500));
    tickFor(line, 1);
    assertTrue(written.toString().endsWith(CLEAR + "w".repeat(79) + "\r"));
    line.close();
  }
}

package org.sparkgrad.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a run tells its listener, summed up. */
public final class Told implements TrainingListener {
  private final Map<String, Long> left = new HashMap<>();
  private final List<Long> expected = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private long made;
  private long behind;

  @Override
  public synchronized void expect(Map<String, Long> iterations, long afterwards) {
    left.clear();
    left.putAll(iterations);
    long sum = iterations.values().stream().mapToLong(Long::longValue).sum();
    expected.add(sum + afterwards);
  }

  @Override
  public synchronized void began(Cell cell, long iteration, long already) {
    behind += already;
    left.merge(cell.name(), -already, Long::sum);
  }

  @Override
  public synchronized void iterated(Cell cell, CurvePoint point) {
    made++;
    left.merge(cell.name(), -1L, Long::sum);
  }

  @Override
  public synchronized void waits(CellResult result) {
    left.remove(result.cell().name());
  }

  @Override
  public synchronized void ended(CellResult result) {
    left.remove(result.cell().name());
    ended.add(result.cell().name());
  }

  /** Iterations made. */
  public synchronized long made() {
    return made;
  }

  /** Iterations that checkpoints had behind them. */
  public synchronized long behind() {
    return behind;
  }

  /** What was to be made at the beginning of each rung, and of the final model. */
  public synchronized List<Long> expected() {
    return List.copyOf(expected);
  }

  /** The cells that have come to their end, in that order. */
  public synchronized List<String> ended() {
    return List.copyOf(ended);
  }

  /** Cells of the last rung that are neither at its end nor at theirs. */
  public synchronized int running() {
    return left.size();
  }
}

package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** Measures work that is a number of things, such as rows to load or bytes to download. */
final class CountMeter implements Meter {
  private static final int ALL = 100;

  private final String task;
  private final String unit;
  private final double perUnit;
  private final LongSupplier nanos;
  private final long start;
  private final MovingRate rate;
  private long done;
  private long total;

  /**
   * @param perUnit how many things are one of the unit in which they are told
   * @param total how many there are; 0 if that is not known yet
   */
  CountMeter(String task, String unit, double perUnit, long total, LongSupplier nanos) {
    this.task = task;
    this.unit = unit;
    this.perUnit = perUnit;
    this.total = total;
    this.nanos = nanos;
    start = nanos.getAsLong();
    rate = new MovingRate(nanos);
  }

  /**
   * Takes how far it has come.
   *
   * @param known how many there are; not above 0 if that is not known
   */
  synchronized void reached(long count, long known) {
    total = known > 0 ? known : total;
    done = Math.max(done, total > 0 ? Math.min(count, total) : count);
    rate.reached(done);
  }

  synchronized void reached(long count) {
    reached(count, total);
  }

  /** Whether some of it is done, and not all. */
  synchronized boolean isUnderWay() {
    return done > 0 && done < total;
  }

  @Override
  public synchronized List<String> now() {
    List<String> parts = new ArrayList<>();
    parts.add(total > 0 ? "%s %d%%".formatted(task, percent()) : task + " " + amount());
    OptionalDouble perSecond = rate.perSecond();
    if (perSecond.isPresent()) {
      if (total > 0) {
        parts.add(Quantity.time((total - done) / perSecond.getAsDouble()) + " left");
      }
      parts.add(Quantity.rate(perSecond.getAsDouble() / perUnit, unit));
    }
    return parts;
  }

  @Override
  public synchronized int percent() {
    return total > 0 ? (int) Math.min(ALL - 1, done * ALL / total) : 0;
  }

  @Override
  public synchronized List<String> atEnd() {
    return List.of(
        task + " 100%",
        "%s in %s".formatted(amount(), Quantity.time((nanos.getAsLong() - start) * 1e-9)));
  }

  private String amount() {
    return perUnit == 1
        ? done + " " + unit
        : String.format(Locale.ROOT, "%.1f %s", done / perUnit, unit);
  }
}

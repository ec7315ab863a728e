package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.CurvePoint;
import org.sparkgrad.train.TrainingListener;

/**
 * Measures the training of a run. Work is iterations of cells: what is left is what each cell of
 * the rung has still to make, and what is expected after it. The time left is that at the {@link
 * MovingRate} of the iterations made by this process: those of checkpoints, and those that a cell
 * leaves unmade because it stops, diverges, fails or is pruned, are no longer left, but were not
 * made in any time either.
 *
 * <p>The loss is that of the batches with their penalty, averaged with {@code m <- m + 0.1 * (loss
 * - m)}; of several cells in training the lowest and the highest.
 */
final class TrainingMeter implements Meter, TrainingListener {
  private static final double NEW_SHARE = 0.1;
  private static final int ALL = 100;

  private final String task;
  private final int cells;
  private final Supplier<List<String>> features;
  private final LongSupplier nanos;
  private final long start;
  private final MovingRate rate;
  private final Map<String, Long> left = new HashMap<>();
  private final Map<String, Double> losses = new LinkedHashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final Map<CellStatus, Integer> statuses = new HashMap<>();
  private long afterwards;
  private long made;
  private long behind;
  private double lastLoss = Double.NaN;
  private Optional<CellResult> best = Optional.empty();

  /**
   * @param task the name of the work
   * @param cells how many there are
   * @param features what there is to say of the computing of the cells' features
   * @param nanos the time, of which differences alone count
   */
  TrainingMeter(String task, int cells, Supplier<List<String>> features, LongSupplier nanos) {
    this.task = task;
    this.cells = cells;
    this.features = features;
    this.nanos = nanos;
    start = nanos.getAsLong();
    rate = new MovingRate(nanos);
  }

  @Override
  public synchronized void expect(Map<String, Long> iterations, long later) {
    left.clear();
    left.putAll(iterations);
    afterwards = later;
  }

  @Override
  public synchronized void began(Cell cell, long iteration, long already) {
    if (losses.isEmpty() && made == 0) {
      rate.restart();
    }
    losses.put(cell.name(), Double.NaN);
    behind += already;
    left.merge(cell.name(), -already, Long::sum);
  }

  @Override
  public synchronized void iterated(Cell cell, CurvePoint point) {
    made++;
    rate.reached(made);
    left.merge(cell.name(), -1L, Long::sum);
    lastLoss = point.dataLoss() + point.penalty();
    losses.merge(
        cell.name(),
        lastLoss,
        (mean, loss) -> Double.isNaN(mean) ? loss : mean + NEW_SHARE * (loss - mean));
  }

  @Override
  public synchronized void waits(CellResult result) {
    leaves(result);
    compare(result);
  }

  @Override
  public synchronized void ended(CellResult result) {
    leaves(result);
    if (result.cell().repetition().isEmpty() && ended.add(result.cell().name())) {
      statuses.merge(result.status(), 1, Integer::sum);
      compare(result);
    }
  }

  private void leaves(CellResult result) {
    left.remove(result.cell().name());
    Double loss = losses.remove(result.cell().name());
    lastLoss = loss == null ? lastLoss : loss;
  }

  /** Cells that wait for others have validation accuracies too. */
  private void compare(CellResult result) {
    boolean usable = result.status() == CellStatus.OK && result.validation().isPresent();
    if (usable && (best.isEmpty() || accuracy(result) > accuracy(best.get()))) {
      best = Optional.of(result);
    }
  }

  private static double accuracy(CellResult result) {
    return result.validation().map(Evaluation::accuracy).orElseThrow();
  }

  private long remaining() {
    return afterwards + left.values().stream().mapToLong(each -> Math.max(0, each)).sum();
  }

  @Override
  public synchronized int percent() {
    long total = made + behind + remaining();
    return total == 0 ? 0 : (int) Math.min(ALL - 1, (made + behind) * ALL / total);
  }

  @Override
  public synchronized List<String> now() {
    List<String> parts = new ArrayList<>();
    parts.add("%s %d%%".formatted(task, percent()));
    parts.addAll(features.get());
    // What is evaluated and written after the last iteration takes its time, which no rate tells.
    boolean trains = made + behind == 0 || remaining() > 0;
    OptionalDouble perSecond = trains ? rate.perSecond() : OptionalDouble.empty();
    perSecond.ifPresent(each -> parts.add(Quantity.time(remaining() / each) + " left"));
    if (!trains) {
      parts.add("finishing");
    }
    addCells(parts);
    addBest(parts);
    loss().ifPresent(parts::add);
    perSecond.ifPresent(each -> parts.add(Quantity.rate(each, "it")));
    return parts;
  }

  @Override
  public synchronized List<String> atEnd() {
    List<String> parts = new ArrayList<>();
    parts.add(task + " 100%");
    parts.add(
        "%d iterations in %s".formatted(made, Quantity.time((nanos.getAsLong() - start) * 1e-9)));
    addCells(parts);
    addBest(parts);
    if (cells == 1 && !Double.isNaN(lastLoss)) {
      parts.add(String.format(Locale.ROOT, "loss %.3f", lastLoss));
    }
    return parts;
  }

  private void addCells(List<String> parts) {
    if (cells == 1) {
      return;
    }
    parts.add("%d/%d cells".formatted(ended.size(), cells));
    if (!losses.isEmpty()) {
      parts.add(losses.size() + " running");
    }
    for (CellStatus status : CellStatus.values()) {
      if (status != CellStatus.OK && statuses.containsKey(status)) {
        parts.add(statuses.get(status) + " " + status.label());
      }
    }
  }

  private void addBest(List<String> parts) {
    if (cells > 1 && best.isPresent()) {
      parts.add(
          String.format(
              Locale.ROOT, "best %.4f %s", accuracy(best.get()), best.get().cell().name()));
    }
  }

  private Optional<String> loss() {
    DoubleSummaryStatistics running =
        losses.values().stream()
            .filter(each -> !each.isNaN())
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    if (running.getCount() == 0) {
      return Optional.empty();
    }
    String lowest = String.format(Locale.ROOT, "%.3f", running.getMin());
    String highest = String.format(Locale.ROOT, "%.3f", running.getMax());
    return Optional.of(
        "loss " + (lowest.equals(highest) ? lowest : "%s to %s".formatted(lowest, highest)));
  }
}

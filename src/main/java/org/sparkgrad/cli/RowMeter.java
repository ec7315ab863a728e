package org.sparkgrad.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.LongAccumulator;
import org.sparkgrad.data.RowCounter;
import org.sparkgrad.data.RowProgress;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;

/**
 * Measures work on rows that executors do: their counts come with each task's end, and with the
 * heartbeats before it.
 */
final class RowMeter extends SparkListener implements RowProgress, Meter, AutoCloseable {
  /** Work of which nothing is heard for longer has been given up. */
  private static final long SILENCE = Duration.ofSeconds(30).toNanos();

  private final SparkContext context;
  private final LongSupplier nanos;
  private final List<Work> works = new CopyOnWriteArrayList<>();

  private RowMeter(SparkContext context, LongSupplier nanos) {
    this.context = context;
    this.nanos = nanos;
  }

  /** Listens from now on. */
  static RowMeter of(SparkContext context) {
    RowMeter meter = new RowMeter(context, System::nanoTime);
    context.addSparkListener(meter);
    return meter;
  }

  /** Work on rows, with the rows that each task has done. */
  private static final class Work {
    private final long accumulator;
    private final CountMeter meter;
    private final Map<Long, Long> byTask = new ConcurrentHashMap<>();
    private volatile long heard;

    Work(long accumulator, CountMeter meter) {
      this.accumulator = accumulator;
      this.meter = meter;
    }
  }

  @Override
  public RowCounter begin(String task, long rows) {
    LongAccumulator accumulator = context.longAccumulator("rows: " + task);
    works.add(new Work(accumulator.id(), new CountMeter(task, "images", 1, rows, nanos)));
    return count -> accumulator.add(count);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    take(end.taskInfo().taskId(), end.taskInfo().accumulables().iterator());
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    update
        .accumUpdates()
        .foreach(
            each -> {
              Seq<AccumulableInfo> values = each._4();
              take((Long) each._1(), values.iterator());
              return null;
            });
  }

  private void take(long task, Iterator<AccumulableInfo> values) {
    while (values.hasNext()) {
      AccumulableInfo value = values.next();
      for (Work work : works) {
        if (work.accumulator == value.id() && value.update().isDefined()) {
          work.byTask.put(task, ((Number) value.update().get()).longValue());
          work.meter.reached(work.byTask.values().stream().mapToLong(Long::longValue).sum());
          work.heard = nanos.getAsLong();
        }
      }
    }
  }

  /** Of the work that is under way; of several, of the one that began first. */
  @Override
  public List<String> now() {
    return works.stream()
        .filter(work -> work.meter.isUnderWay() && nanos.getAsLong() - work.heard < SILENCE)
        .findFirst()
        .map(work -> work.meter.now())
        .orElse(List.of());
  }

  @Override
  public int percent() {
    return works.isEmpty() ? 0 : works.get(works.size() - 1).meter.percent();
  }

  /** Of the work that began last. */
  @Override
  public List<String> atEnd() {
    return works.isEmpty() ? List.of() : new ArrayList<>(works.get(works.size() - 1).meter.atEnd());
  }

  @Override
  public void close() {
    context.removeSparkListener(this);
  }
}

package org.sparkgrad.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.FailureReason;
import org.sparkgrad.train.TimeSpent;
import org.sparkgrad.train.TrainingStoppedException;

/**
 * Trains cells as separate sequences of Spark jobs, or groups of cells as one sequence each,
 * several at a time.
 *
 * <p>Each sequence has a job group and a scheduler pool of its own, so that under Spark's FAIR
 * scheduler they share the executors evenly. One that throws, be it an exception or an error,
 * becomes failed results, its jobs are cancelled, and the others go on.
 *
 * @param trainer trains a group of cells in the calling thread
 * @param parallelism how many groups run at a time
 * @param finisher takes each result as it comes, one at a time, and gives what is kept of it
 */
public record GridSearch(
    JavaSparkContext context,
    Function<List<Cell>, List<CellResult>> trainer,
    int parallelism,
    UnaryOperator<CellResult> finisher) {
  private static final Logger LOG = LoggerFactory.getLogger(GridSearch.class);
  private static final String POOL = "spark.scheduler.pool";

  /** Trains each cell by itself; the results are in the order of the cells. */
  public List<CellResult> run(List<Cell> cells) {
    return runGroups(cells.stream().map(List::of).toList());
  }

  /**
   * Trains each group in one pass; the results are in the order of the groups.
   *
   * @throws TrainingStoppedException if training was asked to stop, when all groups have
   */
  public List<CellResult> runGroups(List<List<Cell>> groups) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallelism, groups.size()));
    try {
      List<Future<List<CellResult>>> futures = new ArrayList<>();
      for (List<Cell> group : groups) {
        futures.add(threads.submit(() -> runInJobGroup(group)));
      }
      return awaitAll(futures, groups);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("grid search: interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<CellResult> awaitAll(List<Future<List<CellResult>>> futures, List<List<Cell>> groups)
      throws InterruptedException {
    List<CellResult> results = new ArrayList<>();
    Optional<TrainingStoppedException> stopped = Optional.empty();
    for (int i = 0; i < futures.size(); i++) {
      try {
        results.addAll(await(futures.get(i), groups.get(i)));
      } catch (TrainingStoppedException e) {
        stopped = Optional.of(e);
      }
    }
    if (stopped.isPresent()) {
      throw stopped.get();
    }
    return results;
  }

  /** What a group's thread has come to; failed results if the thread itself has ended. */
  private List<CellResult> await(Future<List<CellResult>> future, List<Cell> group)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      requireGoingOn(e.getCause());
      return failed(group, new TimeSpent(Instant.now(), 0), e.getCause());
    }
  }

  private List<CellResult> runInJobGroup(List<Cell> group) {
    String name = group.get(0).name();
    context.setJobGroup(name, "Sparkgrad " + name, true);
    context.setLocalProperty(POOL, name);
    List<CellResult> results = runGuarded(group, name);
    synchronized (finisher) {
      return results.stream().map(this::finish).toList();
    }
  }

  private CellResult finish(CellResult result) {
    try {
      return finisher.apply(result);
    } catch (Throwable e) {
      requireGoingOn(e);
      String reason = FailureReason.of(e);
      LOG.warn("{} failed: {}", result.cell().name(), reason);
      LOG.debug("{} failed", result.cell().name(), e);
      return result.failed(reason);
    }
  }

  private List<CellResult> runGuarded(List<Cell> group, String name) {
    final Instant started = Instant.now();
    final long start = System.nanoTime();
    try {
      return trainer.apply(group);
    } catch (Throwable e) { // One cell's error is not the others'.
      requireGoingOn(e);
      context.cancelJobGroup(name);
      double share = (System.nanoTime() - start) * 1e-9 / group.size();
      return failed(group, new TimeSpent(started, share), e);
    }
  }

  /** A cell that was stopped, or ended by Spark's end, has not failed: the run is to be resumed. */
  private void requireGoingOn(Throwable failure) {
    if (failure instanceof TrainingStoppedException stopped) {
      throw stopped;
    }
    if (context.sc().isStopped()) {
      throw new IllegalStateException(
          "grid search: expected Spark to run, found it stopped: " + FailureReason.of(failure),
          failure);
    }
  }

  /** Says of a failure that no cell of the group has to answer for alone. */
  private static String common(List<Cell> group) {
    return group.size() == 1
        ? ""
        : "in a step of %d cells, %s to %s: "
            .formatted(group.size(), group.get(0).name(), group.get(group.size() - 1).name());
  }

  private static List<CellResult> failed(List<Cell> group, TimeSpent each, Throwable failure) {
    String reason = common(group) + FailureReason.of(failure);
    LOG.warn("{} failed: {}", group.get(0).name(), reason);
    LOG.debug("{} failed", group.get(0).name(), failure);
    return group.stream().map(cell -> CellResult.failed(cell, each, reason)).toList();
  }
}

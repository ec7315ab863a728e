package org.sparkgrad.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;

/**
 * Trains cells as separate sequences of Spark jobs, or groups of cells as one sequence each,
 * several at a time.
 *
 * <p>Each sequence has a job group and a scheduler pool of its own, so that under Spark's FAIR
 * scheduler they share the executors evenly. One that throws becomes failed results, its jobs are
 * cancelled, and the others go on.
 *
 * @param trainer trains a group of cells in the calling thread
 * @param parallelism how many groups run at a time
 * @param finished told of each result as it comes, one at a time
 */
public record GridSearch(
    JavaSparkContext context,
    Function<List<Cell>, List<CellResult>> trainer,
    int parallelism,
    Consumer<CellResult> finished) {
  private static final Logger LOG = LoggerFactory.getLogger(GridSearch.class);
  private static final String POOL = "spark.scheduler.pool";

  /** Trains each cell by itself; the results are in the order of the cells. */
  public List<CellResult> run(List<Cell> cells) {
    return runGroups(cells.stream().map(List::of).toList());
  }

  /** Trains each group in one pass; the results are in the order of the groups. */
  public List<CellResult> runGroups(List<List<Cell>> groups) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallelism, groups.size()));
    try {
      List<Future<List<CellResult>>> futures = new ArrayList<>();
      for (List<Cell> group : groups) {
        futures.add(threads.submit(() -> runInJobGroup(group)));
      }
      List<CellResult> results = new ArrayList<>();
      for (Future<List<CellResult>> future : futures) {
        results.addAll(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("grid search: a cell's thread ended", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("grid search: interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<CellResult> runInJobGroup(List<Cell> group) {
    String name = group.get(0).name();
    context.setJobGroup(name, "Sparkgrad " + name, true);
    context.setLocalProperty(POOL, name);
    List<CellResult> results = runGuarded(group, name);
    synchronized (finished) {
      results.forEach(finished);
    }
    return results;
  }

  private List<CellResult> runGuarded(List<Cell> group, String name) {
    final long start = System.nanoTime();
    try {
      return trainer.apply(group);
    } catch (Exception e) { // Spark throws checked exceptions that its methods do not declare.
      LOG.warn("{} failed: {}", name, e.toString());
      LOG.debug("{} failed", name, e);
      context.cancelJobGroup(name);
      double seconds = (System.nanoTime() - start) * 1e-9;
      return group.stream().map(cell -> CellResult.failed(cell, seconds, e.toString())).toList();
    }
  }
}

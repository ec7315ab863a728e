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
import org.sparkgrad.run.Cell;
import org.sparkgrad.run.CellResult;

/**
 * Trains cells as separate sequences of Spark jobs, several at a time.
 *
 * <p>Each cell has a job group and a scheduler pool of its own, so that under Spark's FAIR
 * scheduler cells share the executors evenly. A cell that throws becomes a failed result, its jobs
 * are cancelled, and the others go on.
 *
 * @param trainer trains one cell in the calling thread
 * @param parallelism how many cells run at a time
 * @param finished told of each result as it comes, one at a time
 */
public record GridSearch(
    JavaSparkContext context,
    Function<Cell, CellResult> trainer,
    int parallelism,
    Consumer<CellResult> finished) {
  private static final Logger LOG = LoggerFactory.getLogger(GridSearch.class);
  private static final String POOL = "spark.scheduler.pool";

  /** Trains all cells; the results are in the order of the cells. */
  public List<CellResult> run(List<Cell> cells) {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(parallelism, cells.size()));
    try {
      List<Future<CellResult>> futures = new ArrayList<>();
      for (Cell cell : cells) {
        futures.add(threads.submit(() -> runInGroup(cell)));
      }
      List<CellResult> results = new ArrayList<>();
      for (Future<CellResult> future : futures) {
        results.add(future.get());
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

  private CellResult runInGroup(Cell cell) {
    context.setJobGroup(cell.name(), "Sparkgrad " + cell.name(), true);
    context.setLocalProperty(POOL, cell.name());
    CellResult result = runGuarded(cell);
    synchronized (finished) {
      finished.accept(result);
    }
    return result;
  }

  private CellResult runGuarded(Cell cell) {
    final long start = System.nanoTime();
    try {
      return trainer.apply(cell);
    } catch (Exception e) { // Spark throws checked exceptions that its methods do not declare.
      LOG.warn("{} failed: {}", cell.name(), e.toString());
      LOG.debug("{} failed", cell.name(), e);
      context.cancelJobGroup(cell.name());
      return CellResult.failed(cell, (System.nanoTime() - start) * 1e-9, e.toString());
    }
  }
}

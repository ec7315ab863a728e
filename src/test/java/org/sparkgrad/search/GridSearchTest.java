package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;

@ExtendWith(SharedSpark.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GridSearchTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final CountDownLatch TASK_RUNS = new CountDownLatch(1);

  private static List<Cell> cells(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> Results.cell("cell-" + i)).toList();
  }

  private static List<String> names(List<CellResult> results) {
    return results.stream().map(result -> result.cell().name()).toList();
  }

  private static CellResult ok(Cell cell) {
    return Results.validated(cell.name(), 50);
  }

  private static List<CellResult> search(
      JavaSparkContext context, int parallelism, int cells, Function<Cell, CellResult> trainer) {
    return new GridSearch(context, oneByOne(trainer), parallelism, result -> result)
        .run(cells(cells));
  }

  private static Function<List<Cell>, List<CellResult>> oneByOne(
      Function<Cell, CellResult> trainer) {
    return group -> group.stream().map(trainer).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void givesResultsInTheOrderOfTheCellsWhicheverEndsFirst(JavaSparkContext context) {
    CountDownLatch secondEnded = new CountDownLatch(1);
    List<String> ended = Collections.synchronizedList(new ArrayList<>());
    Function<Cell, CellResult> trainer =
        cell -> {
          if (cell.name().equals("cell-1")) {
            await(secondEnded);
          }
          return ok(cell);
        };
    GridSearch search =
        new GridSearch(
            context,
            oneByOne(trainer),
            2,
            result -> {
              ended.add(result.cell().name());
              secondEnded.countDown();
              return result;
            });
    assertEquals(List.of("cell-1", "cell-2"), names(search.run(cells(2))));
    assertEquals(List.of("cell-2", "cell-1"), ended);
  }

  @Test
  void aStepThatFailsFailsItsWholeGroupAndSaysSo(JavaSparkContext context) {
    List<Cell> cells = cells(5);
    GridSearch search =
        new GridSearch(
            context,
            group -> {
              if (group.size() == 2) {
                throw new OutOfMemoryError("Java heap space");
              }
              return group.stream().map(GridSearchTest::ok).toList();
            },
            2,
            result -> result);
    List<CellResult> results = search.runGroups(List.of(cells.subList(0, 2), cells.subList(2, 5)));
    for (CellResult each : results.subList(0, 2)) {
      assertEquals(CellStatus.FAILED, each.status());
      String error = each.error().orElseThrow();
      assertTrue(error.startsWith("in a step of 2 cells, cell-1 to cell-2: "), error);
      assertTrue(error.contains("Java heap space"), error);
    }
    for (CellResult each : results.subList(2, 5)) {
      assertEquals(CellStatus.OK, each.status());
    }
  }

  @Test
  void runsAsManyCellsAtATimeAsAllowed(JavaSparkContext context) {
    CyclicBarrier pair = new CyclicBarrier(2);
    AtomicInteger active = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CellResult> results =
        search(
            context,
            2,
            6,
            cell -> {
              most.accumulateAndGet(active.incrementAndGet(), Math::max);
              meet(pair);
              active.decrementAndGet();
              return ok(cell);
            });
    assertEquals(6, results.size());
    assertEquals(2, most.get());
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("cells do not run side by side", e);
    }
  }

  @Test
  void runsCellsOneAfterTheOtherWithParallelismOne(JavaSparkContext context) {
    List<String> events = Collections.synchronizedList(new ArrayList<>());
    search(
        context,
        1,
        2,
        cell -> {
          events.add("start " + cell.name());
          events.add("end " + cell.name());
          return ok(cell);
        });
    assertEquals(List.of("start cell-1", "end cell-1", "start cell-2", "end cell-2"), events);
  }

  @Test
  void takesAParallelismAboveTheNumberOfCells(JavaSparkContext context) {
    assertEquals(List.of("cell-1"), names(search(context, 100, 1, GridSearchTest::ok)));
  }

  @Test
  void givesEachCellItsOwnJobGroupAndPool(JavaSparkContext context) {
    Map<String, String> found = new ConcurrentHashMap<>();
    search(
        context,
        2,
        3,
        cell -> {
          String group = context.getLocalProperty("spark.jobGroup.id");
          String pool = context.getLocalProperty("spark.scheduler.pool");
          found.put(cell.name(), group + " in " + pool);
          return ok(cell);
        });
    assertEquals(
        Map.of(
            "cell-1", "cell-1 in cell-1",
            "cell-2", "cell-2 in cell-2",
            "cell-3", "cell-3 in cell-3"),
        found);
  }

  @Test
  void leavesTheCallersJobGroupAlone(JavaSparkContext context) {
    search(context, 2, 2, GridSearchTest::ok);
    assertNull(context.getLocalProperty("spark.jobGroup.id"));
    assertNull(context.getLocalProperty("spark.scheduler.pool"));
  }

  @Test
  void makesAFailedResultOfACellThatThrowsAndFinishesTheOthers(JavaSparkContext context) {
    List<CellResult> results =
        search(
            context,
            2,
            3,
            cell -> {
              if (cell.name().equals("cell-2")) {
                throw new IllegalArgumentException("no such luck");
              }
              return ok(cell);
            });
    assertEquals(List.of("cell-1", "cell-2", "cell-3"), names(results));
    assertEquals(
        List.of(CellStatus.OK, CellStatus.FAILED, CellStatus.OK),
        results.stream().map(CellResult::status).toList());
    assertTrue(results.get(1).error().orElseThrow().contains("no such luck"));
    assertEquals(Optional.empty(), results.get(1).model());
  }

  @Test
  void makesAFailedResultOfACellThatThrowsAnError(JavaSparkContext context) {
    List<CellResult> results =
        search(
            context,
            2,
            3,
            cell -> {
              if (cell.name().equals("cell-2")) {
                throw new StackOverflowError("too deep");
              }
              return ok(cell);
            });
    assertEquals(
        List.of(CellStatus.OK, CellStatus.FAILED, CellStatus.OK),
        results.stream().map(CellResult::status).toList());
    assertEquals(Optional.of("java.lang.StackOverflowError: too deep"), results.get(1).error());
  }

  @Test
  void makesAFailedResultOfACellWhoseThreadEnds(JavaSparkContext context) {
    UnaryOperator<CellResult> finisher =
        result -> {
          if (result.cell().name().equals("cell-1")) {
            throw new AssertionError("no way to finish");
          }
          return result;
        };
    List<CellResult> results =
        new GridSearch(context, oneByOne(GridSearchTest::ok), 2, finisher).run(cells(3));
    assertEquals(List.of("cell-1", "cell-2", "cell-3"), names(results));
    assertEquals(
        List.of(CellStatus.FAILED, CellStatus.OK, CellStatus.OK),
        results.stream().map(CellResult::status).toList());
  }

  @Test
  void reportsFailedCellsAsFinishedToo(JavaSparkContext context) {
    List<CellStatus> finished = new ArrayList<>();
    Function<Cell, CellResult> trainer =
        cell -> {
          throw new IllegalStateException();
        };
    new GridSearch(
            context,
            oneByOne(trainer),
            2,
            result -> {
              finished.add(result.status());
              return result;
            })
        .run(cells(2));
    assertEquals(List.of(CellStatus.FAILED, CellStatus.FAILED), finished);
  }

  @Test
  void tellsOfFinishedCellsOneAtATime(JavaSparkContext context) {
    CyclicBarrier together = new CyclicBarrier(2);
    AtomicBoolean busy = new AtomicBoolean();
    AtomicBoolean overlapped = new AtomicBoolean();
    Function<Cell, CellResult> trainer =
        cell -> {
          meet(together);
          return ok(cell);
        };
    new GridSearch(
            context,
            oneByOne(trainer),
            2,
            result -> {
              overlapped.compareAndSet(false, busy.getAndSet(true));
              busy.set(false);
              return result;
            })
        .run(cells(20));
    assertEquals(false, overlapped.get());
  }

  @Test
  void cancelsTheJobsOfACellThatThrows(JavaSparkContext context) {
    List<JavaFutureAction<Void>> jobs = Collections.synchronizedList(new ArrayList<>());
    List<CellResult> results =
        search(
            context,
            1,
            1,
            cell -> {
              jobs.add(startEndlessJob(context));
              await(TASK_RUNS);
              throw new IllegalStateException("while its job runs");
            });
    assertEquals(CellStatus.FAILED, results.get(0).status());
    ExecutionException end =
        assertThrows(
            ExecutionException.class, () -> jobs.get(0).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    String reason = end.getCause().getMessage();
    assertTrue(reason.contains("cancelled"), reason);
  }

  /** Its only task sleeps until it is interrupted. */
  private static JavaFutureAction<Void> startEndlessJob(JavaSparkContext context) {
    return context
        .parallelize(List.of(1), 1)
        .foreachAsync(
            element -> {
              TASK_RUNS.countDown();
              new CountDownLatch(1).await();
            });
  }
}

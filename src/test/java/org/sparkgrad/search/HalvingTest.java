package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.Rung;

/** Successive halving of cells whose results are made up. */
class HalvingTest {
  private static final int ROWS = 50_000;
  private static final PlannedIterations PLANNED = new PlannedIterations(ROWS);
  private static final List<Integer> EQUAL = List.of(50, 50, 50, 50, 50, 50);

  private final List<List<String>> trained = new ArrayList<>();
  private final List<String> pruned = new ArrayList<>();

  private static List<Cell> cells(int count, int iterations) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i ->
                new Cell(
                    "cell-" + i, Hyperparameters.of(Map.of(Hyperparameter.ITERATIONS, iterations))))
        .toList();
  }

  private static Halving by(int factor) {
    return new Halving(factor, Optional.empty());
  }

  private static int number(Cell cell) {
    return Integer.parseInt(cell.name().substring("cell-".length()));
  }

  /** What each cell is and comes to, such as {@code cell-1 pruned 2}. */
  private List<String> run(
      Halving halving, List<Cell> cells, BiFunction<Cell, Rung, CellResult> trainer) {
    List<CellResult> results =
        halving.run(
            cells,
            halving.rungs(cells, PLANNED),
            (running, rung) -> {
              trained.add(running.stream().map(Cell::name).toList());
              return running.stream().map(cell -> trainer.apply(cell, rung)).toList();
            },
            result -> {
              pruned.add(result.cell().name());
              return result;
            });
    return results.stream()
        .map(
            result ->
                "%s %s %d"
                    .formatted(
                        result.cell().name(), result.status().label(), result.rung().orElseThrow()))
        .toList();
  }

  /** Accuracies at each rung. */
  @SafeVarargs
  private static BiFunction<Cell, Rung, CellResult> accuracies(List<Integer>... rungs) {
    return (cell, rung) ->
        Results.of(
            cell, CellStatus.OK, rungs[rung.number() - 1].get(number(cell) - 1), number(cell));
  }

  /** Li et al., table 1, bracket s = 4: 81 cells of 1, 27 of 3, 9 of 9, 3 of 27, 1 of 81. */
  @Test
  void isTheFirstBracketOfHyperband() {
    List<Cell> cells = cells(81, 81);
    run(by(3), cells, (cell, rung) -> Results.of(cell, CellStatus.OK, number(cell), 0));
    assertEquals(List.of(81, 27, 9, 3, 1), trained.stream().map(List::size).toList());
    assertEquals(
        List.of(1L, 3L, 9L, 27L, 81L),
        by(3).rungs(cells, PLANNED).stream().map(rung -> rung.end(81)).toList());
    assertEquals(List.of("cell-81"), trained.get(4));
  }

  /** The same bracket: 81 x 1, 27 x 2, 9 x 6, 3 x 18 and 1 x 54 iterations. */
  @Test
  void expectsTheIterationsOfAsManyCellsAsSurvive() {
    List<Cell> cells = cells(81, 81);
    List<Rung> rungs = by(3).rungs(cells, PLANNED);
    assertEquals(4 * 54, PLANNED.afterRung(cells, rungs.get(0)));
    assertEquals(3 * 54, PLANNED.afterRung(cells.subList(0, 27), rungs.get(1)));
    assertEquals(0, PLANNED.afterRung(cells.subList(0, 1), rungs.get(4)));
    assertEquals(18L, PLANNED.inRung(cells.subList(0, 3), rungs.get(3)).get("cell-2"));
  }

  @Test
  void goesOnWithTheBestOfEachRungAsTheyStandThere() {
    List<String> ends =
        run(
            by(2),
            cells(6, 100),
            accuracies(
                List.of(50, 10, 40, 60, 30, 20),
                List.of(30, 99, 50, 40, 99, 99),
                List.of(99, 99, 10, 20, 99, 99),
                List.of(99, 99, 99, 5, 99, 99)));
    assertEquals(
        List.of(
            List.of("cell-1", "cell-2", "cell-3", "cell-4", "cell-5", "cell-6"),
            List.of("cell-1", "cell-3", "cell-4"),
            List.of("cell-3", "cell-4"),
            List.of("cell-4")),
        trained);
    assertEquals(
        List.of(
            "cell-1 pruned 2",
            "cell-2 pruned 1",
            "cell-3 pruned 3",
            "cell-4 ok 4",
            "cell-5 pruned 1",
            "cell-6 pruned 1"),
        ends);
    assertEquals(List.of("cell-5", "cell-6", "cell-2", "cell-1", "cell-3"), pruned);
  }

  @Test
  void prefersTheLowerLossAmongEqualAccuracies() {
    List<String> ends =
        run(
            new Halving(3, Optional.of(2)),
            cells(6, 100),
            (cell, rung) -> Results.of(cell, CellStatus.OK, 50, 10 - number(cell)));
    assertEquals("cell-4 pruned 1", ends.get(3));
    assertEquals(List.of("cell-5", "cell-6"), trained.get(1));
  }

  @Test
  void prefersTheFirstAmongEquals() {
    run(
        new Halving(3, Optional.of(2)),
        cells(6, 100),
        (cell, rung) -> Results.of(cell, CellStatus.OK, 50, 0));
    assertEquals(List.of("cell-1", "cell-2"), trained.get(1));
  }

  /** Of 6 cells 3 survive: 4 are ok, so one of them is pruned. */
  @Test
  void countsCellsThatLeftAmongThoseThatDoNotSurvive() {
    List<String> ends =
        run(
            new Halving(2, Optional.of(2)),
            cells(6, 100),
            (cell, rung) ->
                Results.of(
                    cell,
                    switch (number(cell)) {
                      case 2 -> CellStatus.DIVERGED;
                      case 3 -> rung.isLast() ? CellStatus.DIVERGED : CellStatus.OK;
                      case 4 -> CellStatus.FAILED;
                      default -> CellStatus.OK;
                    },
                    50,
                    number(cell)));
    assertEquals(
        List.of(
            "cell-1 ok 2",
            "cell-2 diverged 1",
            "cell-3 diverged 2",
            "cell-4 failed 1",
            "cell-5 ok 2",
            "cell-6 pruned 1"),
        ends);
    assertEquals(List.of("cell-6"), pruned);
  }

  @Test
  void endsWhereNoCellIsLeft() {
    run(by(2), cells(4, 100), (cell, rung) -> Results.of(cell, CellStatus.DIVERGED, 50, 0));
    assertEquals(1, trained.size());
  }

  @Test
  void hasRungsUntilOneCellIsLeft() {
    assertEquals(5, by(2).rungs(cells(12, 400), PLANNED).size()); // 12, 6, 3, 2, 1
    assertEquals(5, by(3).rungs(cells(64, 1500), PLANNED).size()); // 64, 22, 8, 3, 1
    assertEquals(1, by(3).rungs(cells(1, 400), PLANNED).size());
  }

  /** 7 / 2 / 2 = 1 and no further. */
  @Test
  void hasNoMoreRungsThanIterationsAllow() {
    assertEquals(3, by(2).mostRungs(7));
    assertEquals(4, by(2).mostRungs(8));
    assertEquals(3, by(2).rungs(cells(64, 7), PLANNED).size());
  }

  @Test
  void hasTheRungsAskedFor() {
    List<Cell> cells = cells(6, 100);
    assertEquals(
        List.of(50L, 100L),
        new Halving(2, Optional.of(2))
            .rungs(cells, PLANNED).stream().map(r -> r.end(100)).toList());
    run(new Halving(2, Optional.of(2)), cells, accuracies(EQUAL, EQUAL));
    assertEquals(List.of(6, 3), trained.stream().map(List::size).toList());
  }

  /** (50,000 - 5,000) rows / 256 * 1 epoch = 175.8. */
  @Test
  void findsTheShortestCell() {
    List<Cell> cells = new ArrayList<>(cells(2, 400));
    cells.add(
        new Cell("cell-3", Hyperparameters.of(Map.of(Hyperparameter.EPOCHS, BigDecimal.ONE))));
    assertEquals(176, PLANNED.ofShortest(cells));
  }
}

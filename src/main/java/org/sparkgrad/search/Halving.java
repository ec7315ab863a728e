package org.sparkgrad.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.Rung;

/**
 * Successive halving: all cells are trained to the first rung, the best {@code ceil(m / factor)} of
 * the {@code m} that began it to the second, {@code factor} times as far, and so on to the end. The
 * others are pruned.
 *
 * <p>A rung is decided when all of its cells are measured, by {@link Selection#ranked} alone, so
 * that the survivors depend neither on the order in which cells end nor on where a run was resumed.
 *
 * <p>Sources: Jamieson, Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter
 * Optimization", 2016; Li et al., "Hyperband", 2018.
 *
 * @param factor how many cells there are for each that survives a rung, and how many times as far
 *     the next one reaches; at least 2
 * @param rungs how many there are; empty for as many as leave one cell for the last
 */
public record Halving(int factor, Optional<Integer> rungs) {

  /** The rungs of a run, in order. */
  List<Rung> rungs(List<Cell> cells, PlannedIterations planned) {
    int last =
        rungs.orElse(Math.min(rungsToOne(cells.size()), mostRungs(planned.ofShortest(cells))));
    List<Rung> all = new ArrayList<>();
    for (int number = 1; number <= last; number++) {
      all.add(new Rung(number, last, factor));
    }
    return all;
  }

  /**
   * How many rungs there can be: the first has an iteration of each cell at least.
   *
   * @param shortest the iterations of the cell that has the fewest
   */
  public int mostRungs(long shortest) {
    int rungs = 1;
    for (long rest = shortest / factor; rest > 0; rest /= factor) {
      rungs++;
    }
    return rungs;
  }

  private int rungsToOne(int cells) {
    int rungs = 1;
    Rung any = new Rung(1, 1, factor);
    for (int left = cells; left > 1; left = any.survivors(left)) {
      rungs++;
    }
    return rungs;
  }

  /**
   * Runs the rungs. A cell that diverges or fails leaves at once, and counts among those that do
   * not survive its rung.
   *
   * @param trainer trains cells, which stand at the end of the rung before, to the end of a rung
   * @param pruned takes each result that is given up, and gives what is kept of it
   * @return in the order of the cells, each with the rung that it came to
   */
  List<CellResult> run(
      List<Cell> cells,
      List<Rung> rungs,
      BiFunction<List<Cell>, Rung, List<CellResult>> trainer,
      UnaryOperator<CellResult> pruned) {
    Map<Cell, CellResult> ended = new HashMap<>();
    List<Cell> running = cells;
    for (Rung rung : rungs) {
      if (running.isEmpty()) {
        break;
      }
      List<CellResult> results = trainer.apply(running, rung);
      List<CellResult> ranked = Selection.ranked(results);
      int survivors = rung.isLast() ? ranked.size() : rung.survivors(running.size());
      for (CellResult result : results) {
        ended.put(result.cell(), result.at(rung, result.status()));
      }
      for (CellResult result : ranked.subList(Math.min(survivors, ranked.size()), ranked.size())) {
        ended.put(result.cell(), pruned.apply(result.at(rung, CellStatus.PRUNED)));
      }
      running = cells.stream().filter(cell -> ended.get(cell).status() == CellStatus.OK).toList();
    }
    return cells.stream().map(ended::get).toList();
  }
}

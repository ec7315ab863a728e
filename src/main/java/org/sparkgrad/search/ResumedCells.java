package org.sparkgrad.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sparkgrad.artifact.RecordedRun;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.IdentityDifference;

/**
 * The cells of a call that goes on with a run. Those that the run has keep their names there, so
 * that a grid may be extended, reordered or cut; others get names that the run has not given.
 *
 * @param place of the run, for the message
 * @param classNames of the data now
 * @param identity the settings of a cell and its data, which tell it from any other
 */
record ResumedCells(
    RecordedRun run, String place, List<String> classNames, Function<Cell, String> identity) {
  private static final Pattern NUMBERED = Pattern.compile("cell-(\\d{1,9})");

  /**
   * Checks that it is the same run: at least one of the cells is in it.
   *
   * @throws IllegalArgumentException saying what differs
   */
  void require(List<Cell> cells) {
    if (!run.classNames().equals(classNames)) {
      throw new IllegalArgumentException(
          "resume %s: expected data with class names %s, found %s"
              .formatted(place, run.classNames(), classNames));
    }
    if (cells.stream().noneMatch(cell -> run.cells().containsValue(identity.apply(cell)))) {
      Map.Entry<String, String> first = run.cells().entrySet().iterator().next();
      throw new IllegalArgumentException(
          "resume %s from %s: expected the settings of a cell of the run, found others: %s"
              .formatted(
                  first.getKey(),
                  place,
                  IdentityDifference.of(first.getValue(), identity.apply(cells.get(0)))));
    }
  }

  /** The cells in their order, under their names in the run. */
  List<Cell> named(List<Cell> cells) {
    Map<String, Deque<String>> names = new HashMap<>();
    run.cells()
        .forEach(
            (name, settings) ->
                names.computeIfAbsent(settings, unused -> new ArrayDeque<>()).add(name));
    int last = run.cells().keySet().stream().mapToInt(ResumedCells::number).max().orElse(0);
    List<Cell> named = new ArrayList<>();
    for (Cell cell : cells) {
      String name = names.getOrDefault(identity.apply(cell), new ArrayDeque<>()).poll();
      named.add(new Cell(name == null ? "cell-" + ++last : name, cell.hyperparameters()));
    }
    return named;
  }

  private static int number(String name) {
    Matcher matcher = NUMBERED.matcher(name);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}

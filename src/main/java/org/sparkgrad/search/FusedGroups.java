package org.sparkgrad.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.train.Cell;

/** Puts cells together that can be trained in one pass. */
public final class FusedGroups {
  private static final List<Hyperparameter<?>> SHARED =
      Hyperparameter.values().stream().filter(each -> !each.differsInGroups()).toList();

  private FusedGroups() {}

  /**
   * Groups of cells that draw the same batches of the same features for equally long, and stand at
   * the same iteration.
   *
   * @param iteration where a cell stands: 0, or where its checkpoint was taken
   * @param largest how many cells a group may have where all are like a cell
   */
  public static List<List<Cell>> of(
      List<Cell> cells, ToLongFunction<Cell> iteration, ToIntFunction<Cell> largest) {
    Map<List<Object>, List<Cell>> alike = new LinkedHashMap<>();
    for (Cell cell : cells) {
      List<Object> key = new ArrayList<>();
      SHARED.forEach(each -> key.add(cell.hyperparameters().find(each)));
      key.add(iteration.applyAsLong(cell));
      alike.computeIfAbsent(key, unused -> new ArrayList<>()).add(cell);
    }
    List<List<Cell>> groups = new ArrayList<>();
    for (List<Cell> each : alike.values()) {
      int size = largest.applyAsInt(each.get(0));
      for (int start = 0; start < each.size(); start += size) {
        groups.add(each.subList(start, Math.min(start + size, each.size())));
      }
    }
    return groups;
  }
}

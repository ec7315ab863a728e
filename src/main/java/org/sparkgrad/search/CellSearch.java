package org.sparkgrad.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.Checkpoint;
import org.sparkgrad.train.Checkpoints;
import org.sparkgrad.train.Rung;

/**
 * Trains the cells of a run, one by one or in groups, rung by rung if cells are given up.
 *
 * @param trainer of all cells
 * @param checkpoints that the trainer goes on from
 * @param finished takes each cell that has come to its end
 * @param planned what cells are to make
 * @param afterwards iterations to be made after all of these cells
 */
record CellSearch(
    JavaSparkContext context,
    SearchSettings settings,
    CellTrainer trainer,
    Checkpoints checkpoints,
    FinishedCells finished,
    PlannedIterations planned,
    long afterwards) {
  /** Trains all cells; the results are in their order. */
  List<CellResult> run(List<Cell> cells) {
    return settings
        .halving()
        .map(halving -> halving.run(cells, rungs(cells), this::train, finished::prune))
        .orElseGet(() -> train(cells, Rung.ONLY));
  }

  /** The rungs that cells are trained to, in order. */
  List<Rung> rungs(List<Cell> cells) {
    return settings
        .halving()
        .map(halving -> halving.rungs(cells, planned))
        .orElse(List.of(Rung.ONLY));
  }

  private List<CellResult> train(List<Cell> cells, Rung rung) {
    trainer
        .listener()
        .expect(planned.inRung(cells, rung), planned.afterRung(cells, rung) + afterwards);
    GridSearch search =
        new GridSearch(
            context,
            group -> trainer.trainGroup(group, rung),
            settings.parallelism(),
            result -> finished.arrive(inRung(result, rung), rung));
    return settings.fused()
        ? inOrder(search.runGroups(groups(cells, rung)), cells)
        : search.run(cells);
  }

  private CellResult inRung(CellResult result, Rung rung) {
    return settings.halving().isPresent() ? result.at(rung, result.status()) : result;
  }

  private List<List<Cell>> groups(List<Cell> cells, Rung rung) {
    return new FusedPasses(context, trainer.data())
        .of(cells, cell -> checkpoints.read(cell, rung).map(Checkpoint::iteration).orElse(0L));
  }

  private static List<CellResult> inOrder(List<CellResult> results, List<Cell> cells) {
    Map<String, CellResult> byName = new HashMap<>();
    results.forEach(result -> byName.put(result.cell().name(), result));
    return cells.stream().map(cell -> byName.get(cell.name())).toList();
  }
}

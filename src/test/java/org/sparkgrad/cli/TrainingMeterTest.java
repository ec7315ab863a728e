package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sparkgrad.search.Results;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.CurvePoint;
import org.sparkgrad.train.CurveSample;
import org.sparkgrad.train.Repetition;

/** Progress of made-up runs, by a clock that the test turns. */
class TrainingMeterTest {
  private final HandClock clock = new HandClock();

  private TrainingMeter meter(int cells) {
    return new TrainingMeter("grid", cells, List::of, clock);
  }

  private static Cell cell(int number) {
    return Results.cell("cell-" + number);
  }

  private static CellResult result(int number, CellStatus status, int validation) {
    return Results.of(cell(number), status, validation, 0);
  }

  private static Map<String, Long> each(long iterations, int cells) {
    Map<String, Long> expected = new LinkedHashMap<>();
    IntStream.rangeClosed(1, cells).forEach(i -> expected.put("cell-" + i, iterations));
    return expected;
  }

  /** Iterations of some cells in step, each of them so many in a second. */
  private void train(
      TrainingMeter meter, int iterations, int perSecond, double loss, int... cells) {
    for (int i = 0; i < iterations; i++) {
      clock.pass(1.0 / perSecond);
      for (int number : cells) {
        meter.iterated(cell(number), new CurvePoint(i, 0.1, loss - 0.5, 0.5, CurveSample.NONE));
      }
    }
  }

  private static void begin(TrainingMeter meter, int... cells) {
    for (int number : cells) {
      meter.began(cell(number), 0, 0);
    }
  }

  @Test
  void tellsOfASingleCell() {
    TrainingMeter meter = meter(1);
    meter.expect(each(1000, 1), 0);
    begin(meter, 1);
    train(meter, 250, 50, 2, 1);
    assertEquals(List.of("grid 25%", "0:15 left", "loss 2.000", "50.0 it/s"), meter.now());
    train(meter, 750, 50, 2, 1);
    assertEquals(99, meter.percent());
    meter.ended(result(1, CellStatus.OK, 40));
    assertEquals(List.of("grid 100%", "1000 iterations in 0:20", "loss 2.000"), meter.atEnd());
  }

  @Test
  void smoothsTheLoss() {
    TrainingMeter meter = meter(1);
    meter.expect(each(100, 1), 0);
    begin(meter, 1);
    train(meter, 1, 50, 2, 1);
    train(meter, 1, 50, 3, 1);
    assertEquals(List.of("grid 2%", "loss 2.100"), meter.now());
  }

  @Test
  void tellsOfTheCellsOfAGrid() {
    TrainingMeter meter = meter(4);
    meter.expect(each(100, 4), 100);
    begin(meter, 1, 2);
    train(meter, 100, 50, 1.5, 1, 2);
    meter.ended(result(1, CellStatus.OK, 41));
    meter.ended(result(2, CellStatus.DIVERGED, 0));
    begin(meter, 3, 4);
    train(meter, 25, 50, 2.5, 3);
    train(meter, 25, 50, 1.25, 4);
    assertEquals(
        List.of(
            "grid 50%",
            "0:03 left",
            "2/4 cells",
            "2 running",
            "1 diverged",
            "best 0.4100 cell-1",
            "loss 1.250 to 2.500",
            "83.3 it/s"),
        meter.now());
  }

  /** Of the iterations left, a cell's own, and not what it was to make. */
  @Test
  void dropsWhatACellLeavesUnmade() {
    TrainingMeter meter = meter(2);
    meter.expect(each(1000, 2), 0);
    begin(meter, 1, 2);
    train(meter, 100, 50, 1, 1, 2);
    assertEquals("0:18 left", meter.now().get(1));
    meter.ended(result(1, CellStatus.OK, 40));
    assertEquals("0:09 left", meter.now().get(1));
    assertEquals("grid 18%", meter.now().get(0));
    meter.ended(result(2, CellStatus.FAILED, 0));
    assertEquals("finishing", meter.now().get(1));
    assertEquals("1 failed", meter.now().get(3));
  }

  /** What checkpoints have behind them counts as done, but took no time. */
  @Test
  void takesNoRateFromCheckpoints() {
    TrainingMeter meter = meter(1);
    meter.expect(each(1000, 1), 0);
    clock.pass(20);
    meter.began(cell(1), 500, 500);
    assertEquals(List.of("grid 50%"), meter.now());
    train(meter, 100, 25, 2, 1);
    assertEquals(List.of("grid 60%", "0:16 left", "loss 2.000", "25.0 it/s"), meter.now());
  }

  /** Nine cells by thirds: 9 x 10, 3 x 20 and 1 x 60 iterations. */
  @Test
  void expectsTheSurvivorsOfHalvingAlone() {
    TrainingMeter meter = meter(9);
    meter.expect(each(10, 9), 3 * 20 + 60);
    for (int i = 1; i <= 9; i++) {
      begin(meter, i);
      train(meter, 10, 10, 2, i);
      meter.waits(result(i, CellStatus.OK, 30 + i));
    }
    assertEquals("grid 42%", meter.now().get(0));
    assertEquals("0:12 left", meter.now().get(1));
    for (int i = 1; i <= 6; i++) {
      meter.ended(result(i, CellStatus.PRUNED, 30 + i));
    }
    Map<String, Long> second = each(20, 9);
    second.keySet().removeAll(each(20, 6).keySet());
    meter.expect(second, 60);
    begin(meter, 7);
    assertEquals(
        List.of(
            "grid 42%",
            "0:12 left", "6/9 cells", "1 running", "6 pruned", "best 0.3900 cell-9", "10.0 it/s"),
        meter.now());
    train(meter, 20, 10, 2, 7);
    assertEquals("0:10 left", meter.now().get(1));
  }

  /** A group of cells makes as many iterations in a step. */
  @Test
  void countsTheIterationsOfAllFusedCells() {
    TrainingMeter meter = meter(8);
    meter.expect(each(100, 8), 0);
    begin(meter, 1, 2, 3, 4, 5, 6, 7, 8);
    train(meter, 50, 10, 2, 1, 2, 3, 4, 5, 6, 7, 8);
    assertEquals("0:05 left", meter.now().get(1));
    assertEquals("80.0 it/s", meter.now().get(5));
  }

  @Test
  void theFinalModelIsNoCellOfTheGrid() {
    TrainingMeter meter = meter(2);
    meter.expect(each(10, 2), 10);
    begin(meter, 1, 2);
    train(meter, 10, 10, 2, 1, 2);
    meter.ended(result(1, CellStatus.OK, 44));
    meter.ended(result(2, CellStatus.OK, 43));
    Cell last =
        new Cell(
            "final",
            cell(1).hyperparameters(),
            Optional.of(new Repetition("cell-1", Optional.empty())));
    meter.expect(Map.of("final", 10L), 0);
    meter.began(last, 0, 0);
    assertEquals("grid 66%", meter.now().get(0));
    meter.ended(Results.of(last, CellStatus.OK, 90, 0));
    assertEquals(
        List.of("grid 100%", "20 iterations in 0:01", "2/2 cells", "best 0.4400 cell-1"),
        meter.atEnd());
  }

  @Test
  void putsTheComputingOfFeaturesFirst() {
    TrainingMeter meter =
        new TrainingMeter("train", 1, () -> List.of("features 45%", "0:08 left"), clock);
    meter.expect(each(10, 1), 0);
    assertEquals(List.of("train 0%", "features 45%", "0:08 left"), meter.now());
  }
}

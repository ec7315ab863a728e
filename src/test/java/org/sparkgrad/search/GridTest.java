package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.ModelKind;
import org.sparkgrad.config.RuleKind;
import org.sparkgrad.train.Cell;

class GridTest {
  private static List<String> names(List<Cell> cells) {
    return cells.stream().map(Cell::name).toList();
  }

  @Test
  void withoutAxesIsOneCellOfDefaults() {
    List<Cell> cells = new Grid(Map.of()).cells();
    assertEquals(List.of("cell-1"), names(cells));
    assertEquals(0.01, cells.get(0).hyperparameters().get(Hyperparameter.LEARNING_RATE));
  }

  @Test
  void variesTheLastAxisFastestWhateverTheOrderInWhichAxesAreGiven() {
    Map<Hyperparameter<?>, List<Object>> axes = new LinkedHashMap<>();
    axes.put(Hyperparameter.L2, List.of(7.0, 8.0, 9.0));
    axes.put(Hyperparameter.LEARNING_RATE, List.of(0.1, 0.2));
    List<String> found =
        new Grid(axes)
            .cells().stream()
                .map(Cell::hyperparameters)
                .map(
                    each ->
                        each.get(Hyperparameter.LEARNING_RATE) + "x" + each.get(Hyperparameter.L2))
                .toList();
    assertEquals(List.of("0.1x7.0", "0.1x8.0", "0.1x9.0", "0.2x7.0", "0.2x8.0", "0.2x9.0"), found);
  }

  @Test
  void numbersItsCellsFromOne() {
    Map<Hyperparameter<?>, List<Object>> axes =
        Map.of(
            Hyperparameter.L1, List.of(0.0, 1.0),
            Hyperparameter.MOMENTUM, List.of(0.0, 0.9));
    List<String> names = names(new Grid(axes).cells());
    assertEquals(List.of("cell-1", "cell-2", "cell-3", "cell-4"), names);
  }

  /** Two cells of momentum, one of adam, which has none. */
  @Test
  void hasNoCellsThatDifferOnlyInWhatTheyDoNotRead() {
    Map<Hyperparameter<?>, List<Object>> axes =
        Map.of(
            Hyperparameter.UPDATE_RULE, List.of(RuleKind.MOMENTUM, RuleKind.ADAM),
            Hyperparameter.MOMENTUM, List.of(0.0, 0.9));
    List<String> found =
        new Grid(axes)
            .cells().stream()
                .map(Cell::hyperparameters)
                .map(
                    each ->
                        each.column(Hyperparameter.UPDATE_RULE)
                            + " "
                            + each.column(Hyperparameter.MOMENTUM))
                .toList();
    assertEquals(List.of("momentum 0.0", "momentum 0.9", "adam null"), found);
  }

  @Test
  void mergesCombinationsThatTrainTheSame() {
    Map<Hyperparameter<?>, List<Object>> axes = new LinkedHashMap<>();
    axes.put(Hyperparameter.LEARNING_RATE, parsed(Hyperparameter.LEARNING_RATE, "1e-3,0.001,.001"));
    axes.put(Hyperparameter.L2, parsed(Hyperparameter.L2, "0,0.0,-0.0"));
    assertEquals(9, new Grid(axes).combinations());
    assertEquals(List.of("cell-1"), names(new Grid(axes).cells()));
    axes.put(Hyperparameter.HIDDEN, List.of(64, 128));
    axes.put(Hyperparameter.MODEL, List.of(ModelKind.LINEAR, ModelKind.TWO_LAYER));
    assertEquals(List.of("cell-1", "cell-2", "cell-3"), names(new Grid(axes).cells()));
  }

  @Test
  void mergesValuesThatAreWrittenDifferently() {
    Map<Hyperparameter<?>, List<Object>> axes = new LinkedHashMap<>();
    axes.put(Hyperparameter.FEATURES, parsed(Hyperparameter.FEATURES, "hog;hog(cell=8);hog()"));
    axes.put(Hyperparameter.EPOCHS, parsed(Hyperparameter.EPOCHS, "1,1.0,1e0,10e-1"));
    axes.put(Hyperparameter.INIT, parsed(Hyperparameter.INIT, "auto,normal"));
    assertEquals(1, new Grid(axes).cells().size());
  }

  private static List<Object> parsed(Hyperparameter<?> axis, String texts) {
    return Arrays.stream(texts.split(axis == Hyperparameter.FEATURES ? ";" : ","))
        .<Object>map(axis::parse)
        .toList();
  }

  @Test
  void triesValuesInTheOrderGiven() {
    Map<Hyperparameter<?>, List<Object>> axes =
        Map.of(Hyperparameter.SEED, List.of(5L, 3L, 4L, 3L));
    List<Long> seeds =
        new Grid(axes)
            .cells().stream().map(each -> each.hyperparameters().get(Hyperparameter.SEED)).toList();
    assertEquals(List.of(5L, 3L, 4L), seeds);
  }

  @Test
  void hasIterationsInsteadOfEpochsWhereTheyAreAnAxis() {
    Map<Hyperparameter<?>, List<Object>> axes = Map.of(Hyperparameter.ITERATIONS, List.of(4, 6));
    List<Long> iterations =
        new Grid(axes)
            .cells().stream().map(each -> each.hyperparameters().iterations(1000)).toList();
    assertEquals(List.of(4L, 6L), iterations);
  }
}

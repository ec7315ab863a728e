package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.TrainingData;

/**
 * Cells that differ in one hyperparameter: they are fused only if their bits are those of separate
 * runs. A new hyperparameter fails until it has a sample here.
 */
@ExtendWith(SharedSpark.class)
class FusedHyperparametersTest {
  /** For each, two cells that differ in it alone and both read it. */
  private static final Map<String, List<String>> SAMPLES = samples();

  @TempDir static Path place;

  private static Map<String, List<String>> samples() {
    Map<String, List<String>> samples = new HashMap<>();
    put(samples, "model", "", "linear", "softmax-relu");
    put(samples, "hidden", "model=two-layer", "3", "4");
    put(samples, "dropout", "model=two-layer hidden=3", "0", "0.5");
    put(samples, "loss", "", "softmax", "hinge");
    put(samples, "margin", "loss=hinge", "1", "2");
    put(samples, "label-smoothing", "", "0", "0.2");
    put(samples, "features", "", "raw|standardize", "raw|unit");
    put(samples, "flip", "", "false", "true");
    put(samples, "crop", "", "0", "2");
    put(samples, "crop-padding", "crop=2", "reflect", "zero");
    put(samples, "learning-rate", "", "0.01", "0.02");
    put(samples, "schedule", "", "constant", "cosine");
    put(samples, "decay-factor", "schedule=exponential decay-epochs=1", "0.5", "0.25");
    put(samples, "decay-epochs", "schedule=exponential", "1", "2");
    put(samples, "warm-up", "", "0", "0.5");
    put(samples, "peak", "schedule=triangular", "0.25", "0.5");
    put(samples, "start-factor", "schedule=triangular peak=0.5", "0.25", "0.5");
    put(samples, "end-factor", "schedule=triangular", "0.25", "0.5");
    put(samples, "update-rule", "", "plain", "adam");
    put(samples, "momentum", "", "0.5", "0.9");
    put(samples, "rms-decay", "update-rule=rmsprop", "0.5", "0.9");
    put(samples, "beta1", "update-rule=adam", "0.5", "0.9");
    put(samples, "beta2", "update-rule=adam", "0.5", "0.9");
    put(samples, "epsilon", "update-rule=adagrad", "0.1", "0.001");
    put(samples, "weight-decay", "update-rule=adamw", "0.5", "0.9");
    put(samples, "average", "", "0", "0.5");
    put(samples, "batch-size", "", "10", "11");
    put(samples, "sampling", "", "shuffle", "replacement");
    put(samples, "epochs", "", "1", "2");
    put(samples, "iterations", "", "3", "4");
    put(samples, "patience", "patience-interval=1 learning-rate=1e-9", "1", "2");
    put(samples, "patience-interval", "patience=1 learning-rate=1e-9", "1", "2");
    put(samples, "gradient-norm", "", "0", "100");
    put(samples, "l1", "", "0", "0.1");
    put(samples, "l1-method", "l1=0.1", "proximal", "subgradient");
    put(samples, "l2", "", "0", "0.1");
    put(samples, "l2-factor", "l2=0.1", "half", "one");
    put(samples, "max-norm", "", "0", "0.01");
    put(samples, "bias", "", "true", "false");
    put(samples, "bias-rate-factor", "", "1", "4");
    put(samples, "init", "", "normal", "he");
    put(samples, "init-scale", "", "0.1", "0.2");
    put(samples, "validation", "", "20", "19");
    put(samples, "seed", "", "1", "2");
    return samples;
  }

  private static void put(
      Map<String, List<String>> samples, String key, String with, String one, String other) {
    samples.put(key, List.of(with, one, other));
  }

  static List<Hyperparameter<?>> all() {
    return Hyperparameter.values();
  }

  /** The two cells of a sample, among others of a few iterations. */
  private static List<Cell> cells(Hyperparameter<?> hyperparameter) {
    List<String> sample = SAMPLES.get(hyperparameter.key());
    assertNotNull(sample, hyperparameter + " has no sample: add one");
    String shared = "batch-size=10 validation=20 " + sample.get(0);
    String length = hyperparameter == Hyperparameter.EPOCHS ? "" : " iterations=4";
    List<Cell> cells = new ArrayList<>();
    for (String value : sample.subList(1, 3)) {
      Hyperparameters given = of(shared + length + " " + hyperparameter + "=" + value);
      assertEquals(value.isEmpty(), given.find(hyperparameter).isEmpty());
      cells.add(new Cell(hyperparameter + "=" + value, given));
    }
    return cells;
  }

  private static Hyperparameters of(String settings) {
    Map<Hyperparameter<?>, Object> given = new HashMap<>();
    for (String setting : settings.strip().split(" +")) {
      String[] parts = setting.split("=", 2);
      Hyperparameter<?> key = Hyperparameter.ofKey(parts[0]).orElseThrow();
      given.put(key, key.parse(parts[1]));
    }
    return Hyperparameters.of(given);
  }

  @ParameterizedTest
  @MethodSource("all")
  void fusesCellsThatDifferInItOnlyIfItSaysSo(Hyperparameter<?> hyperparameter) {
    int groups = FusedGroups.of(cells(hyperparameter), cell -> 0, cell -> 9).size();
    assertEquals(hyperparameter.differsInGroups() ? 1 : 2, groups);
  }

  @Test
  void haveTheBitsOfSeparateRuns(JavaSparkContext context) {
    Path directory = TinyCifar.write(place.resolve("tiny"), 12, 10);
    List<Cell> cells = new ArrayList<>();
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      if (each.differsInGroups()) {
        cells.addAll(cells(each));
      }
    }
    assertEquals(1, FusedGroups.of(cells, cell -> 0, cell -> cells.size()).size());
    try (TrainingData data =
        TrainingData.load(context, DataSource.open(new Configuration(), directory.toString()), 2)) {
      CellTrainer trainer = CellTrainer.of(data, new CellTrainer.Settings(0, 0, false));
      List<CellResult> fused = trainer.trainGroup(cells);
      for (int i = 0; i < cells.size(); i++) {
        assertEquals(
            outcome(trainer.train(cells.get(i))), outcome(fused.get(i)), cells.get(i).name());
      }
    }
  }

  private static String outcome(CellResult result) {
    return "%s %s %d %d"
        .formatted(
            result.model().orElseThrow().weightsSha256(),
            result.stopReason(),
            result.iterationsRun(),
            result.bestIteration());
  }
}

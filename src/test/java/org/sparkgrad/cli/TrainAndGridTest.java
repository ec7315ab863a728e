package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Lists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TableRows;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;

class TrainAndGridTest extends OnTinyData {
  /**
   * A value for each hyperparameter that is not its default, where there is another; but for the
   * schedule and the update rule, which decide what else is read, as loss and bias do.
   */
  private static final Map<String, String> OTHERS = others();

  /** What is chosen so that all there is to read is read by one of the cells. */
  private static final List<Map<String, String>> CHOICES =
      List.of(
          Map.of("schedule", "exponential", "update-rule", "adamw"),
          Map.of(
              "schedule", "inverse-time",
              "update-rule", "nesterov",
              "loss", "softmax",
              "bias", "true"),
          Map.of("schedule", "triangular", "update-rule", "rmsprop"));

  private static Map<String, String> others() {
    Map<String, String> others = new HashMap<>();
    others.put("model", "two-layer");
    others.put("hidden", "7");
    others.put("dropout", "0.25");
    others.put("loss", "squared-hinge");
    others.put("margin", "2.5");
    others.put("label-smoothing", "0.1");
    others.put("features", "raw|unit");
    others.put("flip", "true");
    others.put("crop", "2");
    others.put("crop-padding", "zero");
    others.put("learning-rate", "0.125");
    others.put("decay-factor", "0.25");
    others.put("decay-epochs", "2.5");
    others.put("warm-up", "0.5");
    others.put("peak", "0.4");
    others.put("start-factor", "0.1");
    others.put("end-factor", "0.05");
    others.put("momentum", "0.5");
    others.put("rms-decay", "0.75");
    others.put("beta1", "0.8");
    others.put("beta2", "0.99");
    others.put("epsilon", "0.001");
    others.put("weight-decay", "0.02");
    others.put("average", "0.5");
    others.put("batch-size", "15");
    others.put("sampling", "replacement");
    others.put("iterations", "3");
    others.put("patience", "4");
    others.put("patience-interval", "2");
    others.put("gradient-norm", "1.0E-9");
    others.put("l1", "0.001");
    others.put("l1-method", "subgradient");
    others.put("l2", "0.25");
    others.put("l2-factor", "one");
    others.put("max-norm", "4.5");
    others.put("bias", "false");
    others.put("bias-rate-factor", "8.0");
    others.put("init", "normal");
    others.put("init-scale", "0.5");
    others.put("validation", "30");
    others.put("seed", "77");
    return others;
  }

  private static List<JsonNode> cells(Call call) {
    return Lists.newArrayList(call.json().get("cells"));
  }

  private static List<String> names(JsonNode object) {
    return Lists.newArrayList(object.fieldNames());
  }

  /** The values of {@link #OTHERS} that a choice reads, and the choice itself. */
  private static Map<String, String> valuesOf(Map<String, String> choice) {
    Map<String, String> all = new HashMap<>(OTHERS);
    all.putAll(choice);
    Map<Hyperparameter<?>, Object> given = new HashMap<>();
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      if (each != Hyperparameter.EPOCHS) {
        assertNotNull(all.get(each.key()), each + " has no value here: add one");
        given.put(each, each.parse(all.get(each.key())));
      }
    }
    Hyperparameters cell = Hyperparameters.of(given);
    all.keySet().removeIf(key -> cell.find(Hyperparameter.ofKey(key).orElseThrow()).isEmpty());
    return all;
  }

  private static void assertHasValues(Map<String, String> values, JsonNode cell) {
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      String expected = values.getOrDefault(each.key(), "null");
      assertEquals(expected, cell.get(each.column()).asText(), each.key());
    }
  }

  private static String[] options(Map<String, String> values) {
    List<String> options = new ArrayList<>(List.of("--json"));
    values.forEach((key, value) -> options.addAll(List.of("--" + key, value)));
    return options.toArray(String[]::new);
  }

  @Test
  @Covers({"train hyperparameters", "train --data", "train --out", "train --json"})
  void trainTakesEveryHyperparameter() {
    Set<String> given = new HashSet<>(Set.of("epochs"));
    for (Map<String, String> choice : CHOICES) {
      Map<String, String> values = valuesOf(choice);
      given.addAll(values.keySet());
      Path run = place.resolve(choice.get("update-rule"));
      Call call = TinyRun.bare("train", data, run, options(values)).done();
      assertEquals(1, cells(call).size());
      assertHasValues(values, call.firstCell());
      assertEquals(3, call.firstCell().get("iterations_run").asInt());
    }
    assertEquals(Hyperparameter.values().size(), given.size(), "given: " + given);
  }

  @Test
  @Covers({"grid hyperparameters", "grid --data", "grid --out", "grid --json"})
  void gridTakesEveryHyperparameter() {
    for (Map<String, String> choice : CHOICES) {
      Map<String, String> values = valuesOf(choice);
      Path run = place.resolve(choice.get("update-rule"));
      Call call = TinyRun.bare("grid", data, run, options(values)).done();
      assertHasValues(values, call.firstCell());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "grid"})
  void takesEpochsInsteadOfIterations(String command) {
    JsonNode cell =
        TinyRun.json(command, data, out, "--epochs", "0.5", "--validation", "20")
            .done()
            .firstCell();
    assertEquals(0.5, cell.get("epochs").asDouble());
    assertTrue(cell.get("iterations").isNull());
    assertEquals(2, cell.get("iterations_run").asInt());
  }

  @Test
  void printsOneDocumentWithTheNamesOfTheContract() {
    Call call = TinyRun.json("train", data, out).done();
    assertEquals(List.of("run", "best", "cells"), names(call.json()));
    assertTrue(call.json().get("run").asText().endsWith(out.toString()));
    assertEquals("cell-1", call.json().get("best").asText());
    List<String> columns = names(call.firstCell());
    for (String name :
        List.of(
            "cell",
            "status",
            "stop_reason",
            "iterations_run",
            "train_loss",
            "train_accuracy",
            "validation_accuracy",
            "test_accuracy",
            "sparsity",
            "seconds",
            "weights_sha256",
            "data_sha256",
            "blocks",
            "version")) {
      assertTrue(columns.contains(name), name);
    }
  }

  @Test
  void trainUsesAllRowsAndTestsTheModel() {
    JsonNode cell = TinyRun.json("train", data, out).done().firstCell();
    assertEquals(0, cell.get("validation").asInt());
    assertTrue(cell.get("validation_accuracy").isNull());
    assertTrue(cell.get("test_accuracy").isNumber());
    assertEquals("ok", cell.get("status").asText());
    assertEquals("iterations", cell.get("stop_reason").asText());
  }

  @Test
  void gridPrintsOneObjectACellAndTheFinalModel() {
    Call call = TinyRun.json("grid", data, out, "--l2", "0, 1", "--l1", "0,0.1,0.2").done();
    List<String> found =
        cells(call).stream()
            .map(cell -> cell.get("cell").asText() + " " + cell.get("l1") + " " + cell.get("l2"))
            .toList();
    assertEquals(
        List.of(
            "cell-1 0.0 0.0",
            "cell-2 0.0 1.0",
            "cell-3 0.1 0.0",
            "cell-4 0.1 1.0",
            "cell-5 0.2 0.0",
            "cell-6 0.2 1.0"),
        found.subList(0, 6));
    assertEquals(7, found.size());
    assertTrue(found.get(6).startsWith("final "));
  }

  @Test
  @Covers({"grid --test-cells", "grid --parallelism"})
  void gridTestsCellsWhereAsked() {
    Call without = TinyRun.json("grid", data, out, "--seed", "1,2").done();
    Call with =
        TinyRun.json(
                "grid",
                data,
                place.resolve("tested"),
                "--seed",
                "1,2",
                "--test-cells",
                "--parallelism",
                "1")
            .done();
    assertTrue(without.firstCell().get("test_accuracy").isNull());
    assertTrue(with.firstCell().get("test_accuracy").isNumber());
    assertEquals(without.firstCell().get("weights_sha256"), with.firstCell().get("weights_sha256"));
  }

  /**
   * Tables keep the column of true and false that they have had; one more tells the kinds apart.
   */
  @Test
  void gridTellsFlipsApart() {
    Call call =
        TinyRun.json("grid", data, out, "--flip", "none,random,alternating", "--no-final-model")
            .done();
    List<String> found =
        cells(call).stream().map(cell -> cell.get("flip") + " " + cell.get("flip_kind")).toList();
    assertEquals(List.of("false null", "true \"random\"", "true \"alternating\""), found);
    long models =
        cells(call).stream().map(cell -> cell.get("weights_sha256").asText()).distinct().count();
    assertEquals(3, models);
    JsonNode asBefore =
        TinyRun.json("train", data, place.resolve("flag"), "--flip=true", "--validation=20")
            .done()
            .firstCell();
    assertEquals(cells(call).get(1).get("weights_sha256"), asBefore.get("weights_sha256"));
  }

  @Test
  @Covers("grid --no-final-model")
  void gridTrainsNoFinalModelWhereNoneIsWanted() {
    Call call = TinyRun.json("grid", data, out, "--seed", "1,2", "--no-final-model").done();
    List<String> names = cells(call).stream().map(cell -> cell.get("cell").asText()).toList();
    assertEquals(List.of("cell-1", "cell-2"), names);
    assertTrue(names.contains(call.json().get("best").asText()));
    assertFalse(Files.exists(out.resolve("models/final")));
  }

  /** What descent is compared with stands in the same tables, and is saved the same way. */
  @Test
  void gridComparesWithModelsThatAreNotTrainedByDescent() {
    Call call =
        TinyRun.json(
                "grid",
                data,
                out,
                "--model",
                "linear,nearest-mean,random-search",
                "--test-cells",
                "--fused")
            .done();
    List<JsonNode> cells = cells(call);
    assertEquals(
        List.of("linear 4", "nearest-mean 0", "random-search 4"),
        cells.subList(0, 3).stream()
            .map(cell -> cell.get("model").asText() + " " + cell.get("iterations_run"))
            .toList());
    for (JsonNode cell : cells) {
      String model = out.resolve("models/" + cell.get("cell").asText()).toString();
      JsonNode evaluated =
          Call.of("evaluate", model, "--data", data.toString(), "--json").done().json();
      assertEquals(cell.get("test_accuracy"), evaluated.get("accuracy"));
      assertEquals(cell.get("weights_sha256"), evaluated.get("weights_sha256"));
      assertEquals("iterations", cell.get("stop_reason").asText());
    }
  }

  @Test
  @Covers("grid --fused")
  void fusedCellsAreThoseOfSeparateRuns() {
    JsonNode separate = TinyRun.json("grid", data, out, "--l2", "0,1").done().firstCell();
    JsonNode fused =
        TinyRun.json("grid", data, place.resolve("fused"), "--l2", "0,1", "--fused")
            .done()
            .firstCell();
    assertEquals(separate.get("weights_sha256"), fused.get("weights_sha256"));
    assertEquals(separate.get("validation_accuracy"), fused.get("validation_accuracy"));
  }

  @Test
  @Covers({"train --partitions", "grid --partitions", "train --merge-depth", "grid --merge-depth"})
  void partitionsAndDepthChangeNoResult() {
    for (String command : List.of("train", "grid")) {
      JsonNode one =
          TinyRun.json(command, data, place.resolve(command + 1), "--partitions", "1")
              .done()
              .firstCell();
      JsonNode five =
          TinyRun.json(
                  command,
                  data,
                  place.resolve(command + 5),
                  "--partitions",
                  "5",
                  "--merge-depth",
                  "2")
              .done()
              .firstCell();
      assertEquals(one.get("weights_sha256"), five.get("weights_sha256"));
      assertEquals(one.get("train_loss"), five.get("train_loss"));
    }
  }

  /** They are in the table and in what a resumed run must be of. */
  @Test
  @Covers({"train --blocks", "grid --blocks"})
  void blocksAreAPartOfWhatIsTrained() {
    for (String command : List.of("train", "grid")) {
      Path run = place.resolve(command);
      JsonNode three = TinyRun.json(command, data, run, "--blocks", "3").done().firstCell();
      assertEquals(3, three.get("blocks").asInt());
      JsonNode again = TinyRun.json(command, data, run, "--resume").done().firstCell();
      assertEquals(three.get("weights_sha256"), again.get("weights_sha256"));
      TinyRun.json(command, data, run, "--blocks", "4", "--resume")
          .failedWith(2, "blocks: recorded 3, given 4");
      TinyRun.json(command, data, place.resolve("none"), "--blocks", "1000000")
          .failedWith(2, "--blocks: expected a whole number from 1 to");
    }
  }

  @Test
  @Covers({"train --overwrite", "grid --overwrite"})
  void overwritesWhereToldTo() throws IOException {
    for (String command : List.of("train", "grid")) {
      Path target = place.resolve(command);
      TinyRun.json(command, data, target, "--seed", "5").done();
      Path old = Files.createDirectories(target.resolve("models/cell-7"));
      TinyRun.json(command, data, target, "--overwrite").done();
      assertFalse(Files.exists(old));
      assertTrue(Files.exists(target.resolve("manifest.json")));
    }
  }

  /** The iterations of a cell's learning curve that have both accuracies. */
  private static List<Long> iterationsWithAccuracies(Path run, String cell) {
    return TableRows.of(run.resolve("curves"), "iteration").stream()
        .filter(row -> row.getAs("cell").equals(cell))
        .filter(row -> row.getAs("train_accuracy") != null)
        .filter(row -> row.getAs("validation_accuracy") != null)
        .map(row -> row.<Long>getAs("iteration"))
        .toList();
  }

  @Test
  @Covers({"train --curve-interval", "grid --curve-interval"})
  void measuresTheCurveAtTheInterval() {
    for (String command : List.of("train", "grid")) {
      Path target = place.resolve(command);
      TinyRun.json(command, data, target, "--curve-interval", "2", "--validation", "20").done();
      assertEquals(List.of(1L, 3L), iterationsWithAccuracies(target, "cell-1"));
    }
  }

  /** An epoch has 4 batches of 10, 2 of 20, or one of 40. */
  @Test
  @Covers({"train --curve-epochs", "grid --curve-epochs"})
  void measuresTheCurveAtEpochs() {
    for (String command : List.of("train", "grid")) {
      Path target = place.resolve(command);
      String[] options = {
        "--curve-epochs", "0.5", "--validation", "20", "--epochs", "1", "--batch-size", "20"
      };
      TinyRun.json(command, data, target, options).done();
      assertEquals(List.of(0L, 1L), iterationsWithAccuracies(target, "cell-1"));
    }
  }

  /** A penalty of 1 for each unit outweighs every gradient of softmax on standardised pixels. */
  @Test
  void tellsTheShareOfWeightsThatAreZero() {
    Call call = TinyRun.json("grid", data, out, "--l1", "0,100").done();
    assertEquals(0, call.firstCell().get("sparsity").asDouble());
    assertEquals(1, cells(call).get(1).get("sparsity").asDouble());
  }

  @Test
  void printsATableForPeople() {
    Call call =
        TinyRun.bare(
                "grid",
                data,
                out,
                "--iterations",
                "2",
                "--batch-size",
                "10",
                "--validation",
                "20",
                "--l2",
                "0.5,0.25")
            .done();
    List<String> lines = call.out().lines().map(String::stripTrailing).toList();
    assertTrue(lines.get(0).matches("cell +l2 +status +iters +val_acc +test_acc +sec"), call.out());
    String rest = " +ok +2 +([01]\\.\\d{4}|-) +([01]\\.\\d{4}|-) +\\d+\\.\\d";
    assertTrue(lines.get(1).matches("cell-1 +0.5" + rest), call.out());
    assertTrue(lines.get(2).matches("cell-2 +0.25" + rest), call.out());
    assertTrue(lines.get(3).matches("final +0.(5|25)" + rest), call.out());
    assertTrue(lines.get(4).matches("best: cell-[12]"), call.out());
    assertTrue(lines.get(5).matches("final: cell-[12] on all training rows"), call.out());
    assertTrue(lines.get(6).matches("run directory: .*" + out + "(; next: .*)?"), call.out());
    assertTrue(lines.get(7).matches("report: .* report .*" + out), call.out());
    assertEquals(8, lines.size());
  }

  @Test
  @Covers({"grid --wide", "train --wide"})
  void printsAllThatWasMeasuredIfTheTableMayBeWide() {
    for (String command : List.of("grid", "train")) {
      Call call =
          TinyRun.bare(
                  command,
                  data,
                  place.resolve(command),
                  "--wide",
                  "--iterations=2",
                  "--batch-size=10",
                  "--validation=20")
              .done();
      String header = call.out().lines().findFirst().orElseThrow();
      assertTrue(
          header.matches(
              "cell +(validation +)?status +iterations_run +train_loss +train_accuracy"
                  + " +validation_accuracy +test_accuracy +sparsity +seconds +weights_sha256 *"),
          call.out());
    }
  }

  @Test
  void keepsTheTableOfPeopleAligned() {
    String table =
        TinyRun.bare("train", data, out, "--iterations", "2", "--batch-size", "10").done().out();
    List<String> lines = table.lines().toList();
    assertEquals(lines.get(0).indexOf("status"), lines.get(1).indexOf("ok"));
  }
}

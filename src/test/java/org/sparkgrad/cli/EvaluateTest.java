package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Lists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TableRows;
import org.sparkgrad.TinyCifar;

@ExtendWith(LocalMaster.class)
class EvaluateTest {
  @TempDir static Path shared;
  private static Path data;
  private static Path run;
  private static JsonNode cells;

  @TempDir Path place;

  @BeforeAll
  static void trainModels() {
    data = TinyRun.data(shared.resolve("tiny"));
    run = shared.resolve("run");
    cells =
        TinyRun.json(
                "grid",
                data,
                run,
                "--test-cells",
                "--learning-rate",
                "0.001,0.01",
                "--bias",
                "true,false")
            .done()
            .json()
            .get("cells");
  }

  private static Call evaluate(String cell, String... options) {
    List<String> all =
        Lists.newArrayList("evaluate", run.resolve("models/" + cell).toString(), "--data");
    all.add(data.toString());
    all.addAll(List.of(options));
    return Call.of(all.toArray(String[]::new));
  }

  @Test
  @Covers({"evaluate --json", "evaluate --data"})
  void givesTheAccuracyOfTheGridToTheLastDigit() {
    assertEquals(5, cells.size());
    for (JsonNode cell : cells) {
      JsonNode found = evaluate(cell.get("cell").asText(), "--json").done().json();
      assertEquals(cell.get("test_accuracy").asText(), found.get("accuracy").asText());
      assertEquals(cell.get("weights_sha256"), found.get("weights_sha256"));
    }
  }

  @Test
  void printsOneDocumentWithTheNamesOfTheContract() {
    JsonNode found = evaluate("final", "--json").done().json();
    assertEquals(
        List.of(
            "accuracy",
            "loss",
            "rows",
            "weights_sha256",
            "top_2_accuracy",
            "top_5_accuracy",
            "test_views",
            "classes"),
        Lists.newArrayList(found.fieldNames()));
    assertEquals(TinyRun.TEST_ROWS, found.get("rows").asInt());
  }

  @Test
  @Covers("evaluate --train")
  void evaluatesTheTrainingSetWhereAsked() {
    JsonNode last = cells.get(4);
    assertEquals("final", last.get("cell").asText());
    JsonNode found = evaluate("final", "--train", "--json").done().json();
    assertEquals(TinyRun.TRAIN_ROWS, found.get("rows").asInt());
    assertEquals(last.get("train_accuracy").asText(), found.get("accuracy").asText());
    assertEquals(last.get("train_loss").asText(), found.get("loss").asText());
  }

  @Test
  @Covers("evaluate --partitions")
  void givesTheSameOnAnyNumberOfPartitions() {
    assertEquals(
        evaluate("cell-1", "--partitions", "1").done().out(),
        evaluate("cell-1", "--partitions", "7").done().out());
  }

  @Test
  @Covers("evaluate --config")
  void readsAConfigFile() throws IOException {
    Path file = place.resolve("my.properties");
    Files.writeString(file, "train = true\njson = true\n");
    JsonNode found = evaluate("cell-1", "--config", file.toString()).done().json();
    assertEquals(TinyRun.TRAIN_ROWS, found.get("rows").asInt());
  }

  @Test
  void printsATableForPeople() {
    String table = evaluate("cell-1").done().out();
    List<String> names = table.lines().map(line -> line.split(" +")[0]).toList();
    assertEquals(
        List.of("name", "accuracy", "loss", "rows", "weights_sha256", "top_2_accuracy"),
        names.subList(0, 6));
    assertTrue(names.containsAll(TinyCifar.CLASS_NAMES), table);
    assertFalse(table.contains("prediction"), table);
    assertTrue(table.contains(cells.get(0).get("weights_sha256").asText()), table);
  }

  /** By the table of predictions, row by row. */
  @Test
  @Covers("evaluate --confusion")
  void countsWhatWasPredictedAndDerivesItsMeasures() {
    JsonNode found = evaluate("cell-2", "--train", "--confusion", "--json").done().json();
    Path table = place.resolve("predictions");
    String model = run.resolve("models/cell-2").toString();
    Call.of("predict", model, "--data", data.toString(), "--train", "--out", table.toString())
        .done();
    List<Row> rows = TableRows.of(table, "row");
    long inTwo = 0;
    for (Row row : rows) {
      List<Float> scores = row.getList(row.fieldIndex("scores"));
      float own = scores.get(row.<Integer>getAs("label"));
      inTwo += scores.stream().filter(score -> score > own).count() < 2 ? 1 : 0;
    }
    assertEquals((double) inTwo / rows.size(), found.get("top_2_accuracy").asDouble());
    for (int i = 0; i < TinyCifar.CLASS_NAMES.size(); i++) {
      String name = TinyCifar.CLASS_NAMES.get(i);
      long right = count(rows, name, name);
      JsonNode ofClass = found.get("classes").get(i);
      assertEquals(name, ofClass.get("class").asText());
      assertEquals(i, ofClass.get("label").asInt());
      assertEquals(count(rows, name, null), ofClass.get("rows").asLong());
      assertShare(right, count(rows, null, name), ofClass.get("precision"));
      assertShare(right, count(rows, name, null), ofClass.get("recall"));
      for (int j = 0; j < TinyCifar.CLASS_NAMES.size(); j++) {
        assertEquals(
            count(rows, name, TinyCifar.CLASS_NAMES.get(j)),
            found.get("confusion").get(i).get(j).asLong());
      }
    }
    String printed = evaluate("cell-2", "--confusion").done().out();
    assertTrue(printed.contains("rows: label; columns: prediction"), printed);
  }

  /** Rows of this label and prediction; null for any. */
  private static long count(List<Row> rows, String label, String prediction) {
    return rows.stream()
        .filter(row -> label == null || label.equals(row.getAs("label_name")))
        .filter(row -> prediction == null || prediction.equals(row.getAs("prediction_name")))
        .count();
  }

  private static void assertShare(long part, long whole, JsonNode found) {
    assertEquals(whole == 0, found.isNull());
    if (whole > 0) {
      assertEquals((double) part / whole, found.asDouble());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "predict"})
  void offersTheModelsOfARunThatIsNamedInTheirPlace(String command) {
    String out = place.resolve("predictions").toString();
    String[] places = {run.toString(), run + "/", run.resolve("models").toString()};
    for (String named : places) {
      List<String> all = Lists.newArrayList(command, named, "--data", data.toString());
      all.addAll(command.equals("predict") ? List.of("--out", out) : List.of());
      Call.of(all.toArray(String[]::new))
          .failedWith(
              2,
              "MODEL: expected the directory of a saved model, found that of ",
              "its models: %s/models/final, %s/models/cell-1, ".formatted(run, run));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "hinge", "squared-hinge", "one-vs-rest-squared-hinge"})
  void tellsTheLossThatTheModelWasTrainedWith(String loss) {
    Path trained = place.resolve("trained");
    String[] options =
        loss.equals("softmax")
            ? new String[] {"--loss", loss}
            : new String[] {"--loss", loss, "--margin", "2"};
    JsonNode cell = TinyRun.json("train", data, trained, options).done().firstCell();
    Path model = trained.resolve("models/cell-1");
    JsonNode found =
        Call.of("evaluate", model.toString(), "--data", data.toString(), "--train", "--json")
            .done()
            .json();
    assertEquals(loss, cell.get("loss").asText());
    assertEquals(cell.get("train_loss").asText(), found.get("loss").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hog", "hog(cell=16)+hsv(bins=3)|standardize", "raw+hsv|center"})
  void computesTheFeaturesThatTheModelWasTrainedOn(String features) {
    Path trained = place.resolve("trained");
    JsonNode cell = TinyRun.json("train", data, trained, "--features", features).done().firstCell();
    String model = trained.resolve("models/cell-1").toString();
    JsonNode train =
        Call.of("evaluate", model, "--data", data.toString(), "--train", "--json").done().json();
    assertEquals(cell.get("train_accuracy").asText(), train.get("accuracy").asText());
    assertEquals(cell.get("train_loss").asText(), train.get("loss").asText());
    JsonNode test = Call.of("evaluate", model, "--data", data.toString(), "--json").done().json();
    assertEquals(cell.get("test_accuracy").asText(), test.get("accuracy").asText());
    assertEquals(cell.get("weights_sha256"), test.get("weights_sha256"));
    Call predict =
        Call.of(
            "predict",
            model,
            "--data",
            data.toString(),
            "--out",
            place.resolve("predictions").toString(),
            "--json");
    assertEquals(TinyRun.TEST_ROWS, predict.done().json().get("rows").asInt());
  }
}

package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Lists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        List.of("accuracy", "loss", "rows", "weights_sha256"),
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
    assertEquals(List.of("name", "accuracy", "loss", "rows", "weights_sha256"), names);
    assertTrue(table.contains(cells.get(0).get("weights_sha256").asText()), table);
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "hinge", "squared-hinge", "one-vs-rest-squared-hinge"})
  void tellsTheLossThatTheModelWasTrainedWith(String loss) {
    Path trained = place.resolve("trained");
    JsonNode cell =
        TinyRun.json("train", data, trained, "--loss", loss, "--margin", "2").done().firstCell();
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

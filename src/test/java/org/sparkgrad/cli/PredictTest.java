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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.TableRows;
import org.sparkgrad.TinyCifar;

@ExtendWith(LocalMaster.class)
class PredictTest {
  private static final int USAGE = 2;
  private static final int DATA = 3;

  @TempDir static Path shared;
  private static Path data;
  private static Path model;
  private static JsonNode trained;

  @TempDir Path place;
  private Path out;

  @BeforeAll
  static void trainModel() {
    data = TinyRun.data(shared.resolve("tiny"));
    trained = TinyRun.json("train", data, shared.resolve("run")).done().firstCell();
    model = shared.resolve("run/models/cell-1");
  }

  @BeforeEach
  void chooseOut() {
    out = place.resolve("predictions 12:30");
  }

  private Call predict(String... options) {
    List<String> all = Lists.newArrayList("predict", model.toString(), "--data", data.toString());
    all.addAll(List.of("--out", out.toString()));
    all.addAll(List.of(options));
    return Call.of(all.toArray(String[]::new));
  }

  private static double accuracy(List<Row> rows) {
    long correct =
        rows.stream()
            .filter(row -> row.getAs("label").equals(row.<Integer>getAs("prediction")))
            .count();
    return (double) correct / rows.size();
  }

  @Test
  @Covers({"predict --data", "predict --out", "predict --json"})
  void writesATableOfPredictions() {
    JsonNode document = predict("--json").done().json();
    assertEquals(TinyRun.TEST_ROWS, document.get("rows").asInt());
    assertEquals(trained.get("weights_sha256"), document.get("weights_sha256"));
    List<Row> rows = TableRows.of(out, "row");
    assertEquals(trained.get("test_accuracy").asDouble(), accuracy(rows));
    for (int i = 0; i < rows.size(); i++) {
      int label = TinyCifar.label(6, i);
      assertEquals(i, rows.get(i).<Integer>getAs("row"));
      assertEquals(label, rows.get(i).<Integer>getAs("label"));
      assertEquals(TinyCifar.CLASS_NAMES.get(label), rows.get(i).getAs("label_name"));
    }
  }

  @Test
  void predictsTheClassOfTheHighestScore() {
    predict().done();
    for (Row row : TableRows.of(out, "row")) {
      List<Float> scores = row.getList(row.fieldIndex("scores"));
      float best = scores.get(row.<Integer>getAs("prediction"));
      String name = row.getAs("prediction_name");
      assertEquals(name, TinyCifar.CLASS_NAMES.get(row.<Integer>getAs("prediction")));
      assertEquals(10, scores.size());
      assertEquals(0, scores.stream().filter(score -> score > best).count());
    }
  }

  /** The softmax of the scores in plain doubles. */
  @Test
  void givesTheProbabilitiesOfSoftmax() {
    predict().done();
    for (Row row : TableRows.of(out, "row")) {
      List<Float> scores = row.getList(row.fieldIndex("scores"));
      List<Float> found = row.getList(row.fieldIndex("probabilities"));
      double sum = scores.stream().mapToDouble(Math::exp).sum();
      for (int i = 0; i < scores.size(); i++) {
        assertEquals(Math.exp(scores.get(i)) / sum, found.get(i), 1e-6);
      }
    }
  }

  @Test
  void givesNoProbabilitiesOfAHinge() {
    Path run = place.resolve("hinge");
    TinyRun.json("train", data, run, "--loss", "hinge").done();
    String hinge = run.resolve("models/cell-1").toString();
    Call.of("predict", hinge, "--data", data.toString(), "--out", out.toString()).done();
    for (Row row : TableRows.of(out, "row")) {
      assertTrue(row.isNullAt(row.fieldIndex("probabilities")));
      assertEquals(10, row.getList(row.fieldIndex("scores")).size());
    }
  }

  @Test
  void hasItsSchema() {
    predict().done();
    assertEquals(
        "struct<row:int,label:int,label_name:string,prediction:int,prediction_name:string,"
            + "scores:array<float>,probabilities:array<float>,path:string,probability:float,"
            + "top_5:array<string>,top_5_probabilities:array<float>,error:string,test_views:string>",
        TableRows.of(out, "row").get(0).schema().simpleString());
  }

  @Test
  @Covers("predict --train")
  void predictsTheTrainingSetWhereAsked() {
    predict("--train").done();
    List<Row> rows = TableRows.of(out, "row");
    assertEquals(TinyRun.TRAIN_ROWS, rows.size());
    assertEquals(trained.get("train_accuracy").asDouble(), accuracy(rows));
  }

  @Test
  @Covers("predict --partitions")
  void givesTheSameOnAnyNumberOfPartitions() {
    predict("--partitions", "1").done();
    List<Row> one = TableRows.of(out, "row");
    predict("--partitions", "4", "--overwrite").done();
    assertEquals(one, TableRows.of(out, "row"));
  }

  @Test
  @Covers("predict --overwrite")
  void replacesATableOnlyWhereToldTo() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("old.txt"), "old");
    predict().failedWith(USAGE, "--out", out.toString(), "--overwrite");
    assertEquals("old", Files.readString(out.resolve("old.txt")));
    predict("--overwrite")
        .failedWith(USAGE, "--overwrite: expected a table of predictions to replace, found ");
    assertEquals("old", Files.readString(out.resolve("old.txt")));
    Files.delete(out.resolve("old.txt"));
    predict("--overwrite").done();
    String name = "part-00009-11111111-2222-3333-4444-555555555555-c000.snappy.parquet";
    Path part = Files.writeString(out.resolve(name), "of an older table");
    predict("--overwrite").done();
    assertFalse(Files.exists(part));
  }

  @Test
  @Covers("predict --config")
  void readsAConfigFile() throws IOException {
    Path file = place.resolve("my.properties");
    Files.writeString(file, "train = true\njson = true\n");
    JsonNode document = predict("--config", file.toString()).done().json();
    assertEquals(TinyRun.TRAIN_ROWS, document.get("rows").asInt());
  }

  @Test
  void takesWhereToWriteFromTheConfigFileToo() throws IOException {
    Path file = place.resolve("my.properties");
    Files.writeString(file, "out = " + out + "\ndata = " + data + "\n");
    Call.of("predict", model.toString(), "--config", file.toString()).done();
    assertEquals(TinyRun.TEST_ROWS, TableRows.of(out, "row").size());
  }

  @Test
  void refusesAModelThatIsNotThere() {
    Call.of("predict", place + "/none", "--data", data.toString(), "--out", out.toString())
        .failedWith(DATA, "read model", "none");
    assertFalse(Files.exists(out));
  }
}

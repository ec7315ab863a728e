package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TableRows;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.ImageShape;

/** Averages over views are off unless asked for, and named wherever a figure is one. */
class TestViewsCommandTest extends OnTinyData {
  private static final int USAGE = 2;

  private Call evaluate(Path model, String... options) {
    return call("evaluate", model, options);
  }

  private Call call(String command, Path model, String... options) {
    List<String> all =
        new ArrayList<>(List.of(command, model.toString(), "--data", data.toString()));
    all.addAll(List.of(options));
    return Call.of(all.toArray(String[]::new));
  }

  private static Set<String> named(List<Row> rows) {
    return rows.stream().map(row -> row.<String>getAs("test_views")).collect(Collectors.toSet());
  }

  private static double accuracy(List<Row> rows) {
    long right =
        rows.stream()
            .filter(row -> row.getAs("label").equals(row.<Integer>getAs("prediction")))
            .count();
    return (double) right / rows.size();
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw|unit", "hog|standardize", "hog|center|pca(5)"})
  @Covers({"train --test-views", "evaluate --test-views", "predict --test-views"})
  void figuresOfTestsAreThoseOfTheViewsAndNameThem(String features) {
    JsonNode cell =
        TinyRun.json("train", data, out, "--features", features, "--test-views", "six")
            .done()
            .firstCell();
    assertEquals("six", cell.get("test_views").asText());
    Path model = out.resolve("models/cell-1");
    JsonNode six = evaluate(model, "--test-views", "six", "--json").done().json();
    assertEquals("six", six.get("test_views").asText());
    assertEquals(cell.get("test_accuracy").asText(), six.get("accuracy").asText());
    assertEquals(cell.get("test_loss").asText(), six.get("loss").asText());
    JsonNode none = evaluate(model, "--json").done().json();
    assertEquals("none", none.get("test_views").asText());
    assertNotEquals(none.get("loss"), six.get("loss"));
    JsonNode train = evaluate(model, "--train", "--json").done().json();
    assertEquals(cell.get("train_loss"), train.get("loss"));
    List<Row> ofRun = TableRows.of(out.resolve("predictions"), "row");
    assertEquals(Set.of("six"), named(ofRun));
    assertEquals(Set.of("six"), named(TableRows.of(out.resolve("examples"), "row")));
    assertEquals(cell.get("test_accuracy").asDouble(), accuracy(ofRun));
    TableRows.of(out.resolve("confusion"))
        .forEach(
            row ->
                assertEquals(
                    row.getAs("part").equals("test") ? "six" : "none", row.getAs("test_views")));
    Path table = place.resolve("table");
    JsonNode predicted =
        call("predict", model, "--test-views", "six", "--out", table.toString(), "--json")
            .done()
            .json();
    assertEquals("six", predicted.get("test_views").asText());
    assertEquals(Set.of("six"), named(TableRows.of(table, "row")));
    assertEquals(cell.get("test_accuracy").asDouble(), accuracy(TableRows.of(table, "row")));
  }

  @Test
  void figuresOfTheImagesAsTheyAreSaySoToo() {
    JsonNode cell = TinyRun.json("train", data, out).done().firstCell();
    assertEquals("none", cell.get("test_views").asText());
    assertEquals(Set.of("none"), named(TableRows.of(out.resolve("predictions"), "row")));
  }

  /** Training and selection do not see views. */
  @Test
  @Covers("grid --test-views")
  void gridTestsInViewsWhatItTests() {
    JsonNode without =
        TinyRun.json("grid", data, out, "--seed", "1,2", "--fused").done().json().get("cells");
    JsonNode with =
        TinyRun.json(
                "grid",
                data,
                place.resolve("views"),
                "--seed",
                "1,2",
                "--fused",
                "--test-views",
                "mirror")
            .done()
            .json()
            .get("cells");
    for (int i = 0; i < 3; i++) {
      for (String same : List.of("weights_sha256", "validation_accuracy", "train_loss")) {
        assertEquals(without.get(i).get(same), with.get(i).get(same));
      }
      assertEquals(i == 2 ? "mirror" : "null", with.get(i).get("test_views").asText());
    }
    assertNotEquals(without.get(2).get("test_loss"), with.get(2).get("test_loss"));
  }

  @Test
  void linesForPeopleNameThem() {
    String said = "scores are averages over 2 views of each image (test views: mirror)";
    Call with =
        TinyRun.bare("train", data, out, "--test-views=mirror", "--iterations=2", "--batch-size=10")
            .done();
    assertTrue(with.out().contains("test accuracy: " + said), with.out());
    Path model = out.resolve("models/cell-1");
    assertTrue(
        evaluate(model, "--test-views", "mirror")
            .done()
            .out()
            .lines()
            .anyMatch("test_views      mirror"::equals));
    Call without =
        TinyRun.bare("train", data, place.resolve("none"), "--iterations=2", "--batch-size=10")
            .done();
    assertFalse(without.out().contains("views"), without.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "grid"})
  void refusesUnknownViews(String command) {
    TinyRun.json(command, data, out, "--test-views", "ten")
        .failedWith(USAGE, "--test-views: expected one of none, mirror, six, found 'ten'");
  }

  @Test
  void refusesShiftsOfImagesOfOneRow() {
    TestViewsOption option = new TestViewsOption();
    DataShape row = DataShape.ofImages(new ImageShape(3, 1, 8), 10);
    option.name = "mirror";
    option.require(row);
    option.name = "six";
    assertEquals(
        "--test-views: expected none or mirror of images of 3 x 1 x 8, which cannot be shifted by a"
            + " pixel, found six",
        assertThrows(UsageException.class, () -> option.require(row)).getMessage());
  }

  @Test
  void refusesViewsWhereNothingIsTested() {
    TinyRun.json("grid", data, out, "--test-views", "six", "--no-final-model")
        .failedWith(USAGE, "--test-views: expected a model that is tested");
  }
}

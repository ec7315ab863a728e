package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Lists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.PictureBytes;
import org.sparkgrad.TableRows;
import org.sparkgrad.TinyCifar;

/** The test images of a data set as pictures, among files that are none. */
@ExtendWith(LocalMaster.class)
class PredictImagesTest {
  private static final int USAGE = 2;
  private static final int DATA = 3;
  private static final int SOME_FAILED = 4;
  private static final int TEST_FILE = 6;
  private static final String ODD = "z, \"odd\" [1] größe\n.png";

  @TempDir static Path shared;
  private static Path data;
  private static String model;
  private static String hinge;
  private static List<Row> ofDataSet;

  @TempDir Path place;
  private Path images;
  private Path out;

  @BeforeAll
  static void train() {
    data = TinyRun.data(shared.resolve("tiny"));
    TinyRun.json("train", data, shared.resolve("run")).done();
    model = shared.resolve("run/models/cell-1").toString();
    String[] others = {"--loss", "hinge", "--features", "hog(cell=16)|pca(20)|standardize"};
    TinyRun.json("train", data, shared.resolve("hinge"), others).done();
    hinge = shared.resolve("hinge/models/cell-1").toString();
    Path table = shared.resolve("table");
    Call.of("predict", model, "--data", data.toString(), "--out", table.toString()).done();
    ofDataSet = TableRows.of(table, "row");
  }

  private static byte[] picture(int row) {
    byte[] image = TinyCifar.image(TinyCifar.label(TEST_FILE, row), TEST_FILE * 1_000_003L + row);
    return PictureBytes.of(PictureBytes.picture(image), "png");
  }

  @BeforeEach
  void writePictures() {
    images = place.resolve("my images");
    out = place.resolve("out");
    for (int row = 0; row < TinyRun.TEST_ROWS; row++) {
      TinyCifar.writeFile(images.resolve("%03d.png".formatted(row)), picture(row));
    }
  }

  /** One is cut off, one is none, one has an odd name. */
  private void writeOthers() {
    TinyCifar.writeFile(images.resolve("x.jpg"), new byte[] {1, 2, 3});
    TinyCifar.writeFile(images.resolve("y.gif"), new byte[0]);
    TinyCifar.writeFile(images.resolve(ODD), picture(3));
  }

  private Call predict(String... options) {
    List<String> all = Lists.newArrayList("predict", model, images.toString());
    all.addAll(List.of(options));
    return Call.of(all.toArray(String[]::new));
  }

  @Test
  void predictsAsOfTheDataSet() {
    JsonNode document = predict("--out", out.toString(), "--json").done().json();
    assertEquals(TinyRun.TEST_ROWS, document.get("rows").asInt());
    assertEquals(0, document.get("errors").asInt());
    List<Row> rows = TableRows.of(out, "row");
    assertEquals(TinyRun.TEST_ROWS, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Row found = rows.get(i);
      assertEquals("%s/%03d.png".formatted(images, i), found.getAs("path"));
      for (String column :
          List.of("row", "prediction", "prediction_name", "scores", "probability", "top_5")) {
        assertEquals(ofDataSet.get(i).<Object>getAs(column), found.<Object>getAs(column));
      }
      assertNull(found.getAs("label"));
      assertNull(found.getAs("error"));
    }
  }

  @Test
  void refusesWhatImagesDoNotRead() {
    Call call = predict("--labels", "coarse", "--image-size", "8x8", "--label-column", "y");
    assertEquals(USAGE, call.code());
    assertTrue(
        call.err()
            .contains("--label-column: expected only with Parquet tables, found images by name"),
        call.err());
    assertTrue(call.err().contains("--image-size: expected only with"), call.err());
    assertTrue(call.err().contains("--labels: expected only with"), call.err());
  }

  @Test
  void ranksClassesByTheirScores() {
    for (Row row : ofDataSet) {
      List<Float> probabilities = row.getList(row.fieldIndex("probabilities"));
      List<Float> top = row.getList(row.fieldIndex("top_5_probabilities"));
      List<String> names = row.getList(row.fieldIndex("top_5"));
      assertEquals(
          probabilities.stream().sorted((a, b) -> b.compareTo(a)).toList().subList(0, 5), top);
      assertEquals(row.getAs("prediction_name"), names.get(0));
      assertEquals(row.<Float>getAs("probability"), top.get(0));
      for (int i = 0; i < names.size(); i++) {
        int label = TinyCifar.CLASS_NAMES.indexOf(names.get(i));
        assertEquals(probabilities.get(label), top.get(i));
      }
    }
  }

  @Test
  void goesOnAfterFilesThatAreNoPictures() {
    writeOthers();
    Call call = predict("--out", out.toString(), "--json");
    assertEquals(SOME_FAILED, call.code(), call.err());
    assertEquals(2, call.json().get("errors").asInt());
    assertTrue(call.err().contains("2 of 23 images could not be read"), call.err());
    List<Row> rows = TableRows.of(out, "row");
    assertEquals(23, rows.size());
    assertEquals(
        "expected a PNG, JPEG, GIF or BMP picture, found something else",
        rows.get(20).getAs("error"));
    assertEquals(
        "expected a PNG, JPEG, GIF or BMP picture, found an empty file",
        rows.get(21).getAs("error"));
    assertNull(rows.get(21).getAs("prediction"));
    assertEquals(images + "/" + ODD, rows.get(22).getAs("path"));
    assertEquals(
        ofDataSet.get(3).<Integer>getAs("prediction"), rows.get(22).<Integer>getAs("prediction"));
  }

  @Test
  void printsALineForEach() {
    TinyCifar.writeFile(images.resolve("x.jpg"), new byte[] {1, 2, 3});
    Call call = predict();
    assertEquals(SOME_FAILED, call.code(), call.err());
    List<String> lines = call.out().lines().toList();
    assertEquals("images in " + images + "/", lines.get(0));
    assertTrue(lines.get(1).startsWith("image    class  probability"), lines.get(1));
    assertEquals(TinyRun.TEST_ROWS + 3, lines.size());
    String first = lines.get(2);
    assertTrue(first.startsWith("000.png  " + ofDataSet.get(0).getAs("prediction_name")), first);
    assertEquals(4, first.chars().filter(letter -> letter == '%').count());
    assertEquals(
        "x.jpg    error: expected a PNG, JPEG, GIF or BMP picture, found something else",
        lines.get(TinyRun.TEST_ROWS + 2));
  }

  @Test
  void printsOneDocument() {
    writeOthers();
    JsonNode document = predict("--json").json();
    assertEquals(23, document.get("rows").asInt());
    assertEquals(2, document.get("errors").asInt());
    assertEquals("none", document.get("test_views").asText());
    assertEquals(23, document.get("images").size());
    JsonNode last = document.get("images").get(22);
    assertEquals(images + "/" + ODD, last.get("path").asText());
    assertEquals(ofDataSet.get(3).getAs("prediction_name"), last.get("prediction_name").asText());
    assertEquals(5, last.get("top_5").size());
    assertTrue(document.get("images").get(21).get("prediction").isNull());
  }

  @Test
  @Covers("predict --format")
  void writesJson() throws IOException {
    Path file = place.resolve("new/out.txt");
    predict("--out", file.toString(), "--format", "json").done();
    JsonNode rows = new ObjectMapper().readTree(file.toFile());
    assertEquals(TinyRun.TEST_ROWS, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(
          ofDataSet.get(i).<Float>getAs("probability"),
          (float) rows.get(i).get("probability").asDouble());
    }
    assertEquals(List.of("out.txt"), List.of(file.getParent().toFile().list()));
  }

  @Test
  void writesCsvByTheNameOfTheFile() throws IOException {
    writeOthers();
    Path file = place.resolve("out.CSV");
    assertEquals(SOME_FAILED, predict("--out", file.toString()).code());
    List<List<String>> rows = csv(Files.readString(file));
    assertEquals(
        "row,path,label,label_name,prediction,prediction_name,probability,second,"
            + "second_probability,third,third_probability,fourth,fourth_probability,fifth,"
            + "fifth_probability,error,test_views",
        String.join(",", rows.get(0)));
    assertEquals(24, rows.size());
    List<String> odd = rows.get(23);
    assertEquals("22", odd.get(0));
    assertEquals(images + "/" + ODD, odd.get(1));
    assertEquals("", odd.get(2));
    assertEquals(ofDataSet.get(3).getAs("prediction_name"), odd.get(5));
    assertEquals(ofDataSet.get(3).<Float>getAs("probability"), Float.parseFloat(odd.get(6)));
    assertEquals(
        "expected a PNG, JPEG, GIF or BMP picture, found an empty file", rows.get(22).get(15));
  }

  /** As RFC 4180 has it, letter by letter. */
  private static List<List<String>> csv(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (quoted && letter == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        value.append(letter);
        i++;
      } else if (letter == '"') {
        quoted = !quoted;
      } else if (!quoted && (letter == ',' || letter == '\n')) {
        row.add(value.toString());
        value.setLength(0);
        if (letter == '\n') {
          rows.add(row);
          row = new ArrayList<>();
        }
      } else {
        value.append(letter);
      }
    }
    return rows;
  }

  @Test
  void writesTheDataSetAsCsvToo() throws IOException {
    Path file = place.resolve("out.csv");
    Call.of("predict", model, "--data", data.toString(), "--out", file.toString()).done();
    List<List<String>> rows = csv(Files.readString(file));
    assertEquals(TinyRun.TEST_ROWS + 1, rows.size());
    for (int i = 0; i < TinyRun.TEST_ROWS; i++) {
      assertEquals(String.valueOf(i), rows.get(i + 1).get(0));
      assertEquals(String.valueOf(TinyCifar.label(TEST_FILE, i)), rows.get(i + 1).get(2));
    }
  }

  @Test
  void computesTheFeaturesOfTheModel() {
    Path table = place.resolve("table");
    Call.of("predict", hinge, "--data", data.toString(), "--out", table.toString()).done();
    Call.of("predict", hinge, images.toString(), "--out", out.toString()).done();
    List<Row> expected = TableRows.of(table, "row");
    List<Row> found = TableRows.of(out, "row");
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).<Object>getAs("scores"), found.get(i).<Object>getAs("scores"));
      assertNull(found.get(i).getAs("probability"));
    }
    String first = Call.of("predict", hinge, images + "/000.png").done().out();
    assertTrue(first.contains("  -  "), first);
    assertFalse(first.contains("%"), first);
  }

  @Test
  void refusesWhatMakesNoSense() {
    predict("--train").failedWith(USAGE, "IMAGE: expected either images, or a data set");
    predict("--data", data.toString()).failedWith(USAGE, "IMAGE: expected either images");
    predict("--format", "xml", "--out", out.toString())
        .failedWith(USAGE, "--format: expected one of parquet, csv, json, found 'xml'");
    predict("--format", "csv").failedWith(USAGE, "--format: expected together with --out");
    Call.of("predict", model, "--data", data.toString())
        .failedWith(USAGE, "--out: expected a table to make, or images, found neither");
    TinyCifar.writeFile(place.resolve("a.csv"), new byte[] {1});
    predict("--out", place + "/a.csv")
        .failedWith(USAGE, "--out: expected a file that does not exist", "--overwrite");
    String picture = images.resolve("000.png").toString();
    for (String format : List.of("csv", "json")) {
      predict("--out", picture, "--format", format, "--overwrite")
          .failedWith(
              USAGE, "--overwrite: expected a table of predictions to replace, found another file");
    }
    predict("--out", images.toString(), "--overwrite")
        .failedWith(USAGE, "--overwrite: expected a table of predictions to replace");
  }

  @Test
  void endsIfThereIsNothing() throws IOException {
    Files.createDirectories(place.resolve("empty"));
    Call.of("predict", model, place + "/empty")
        .failedWith(DATA, "find images: expected files named .png, ", "/empty, found none");
    Call.of("predict", model, place + "/none.png", "--out", place + "/a/b")
        .failedWith(DATA, "find images: expected a file, a folder or a glob, found nothing at ");
    Call.of("predict", model, "nosuch://a/b").failedWith(DATA, "IMAGE: expected a Hadoop");
    assertFalse(Files.exists(place.resolve("a")));
  }
}

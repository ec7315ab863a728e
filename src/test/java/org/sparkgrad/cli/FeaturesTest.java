package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.TableRows;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.image.FeatureExtractor;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.hsv.HsvHistogram;

@ExtendWith(LocalMaster.class)
class FeaturesTest {
  private static final String SOURCES = "raw+hsv(bins=5)";
  private static final int SIZE = 3072 + 15;

  @TempDir static Path shared;
  private static Path data;
  private static Path store;
  private static JsonNode document;
  private static Path forged;
  private static String extracted;

  @TempDir Path place;

  @BeforeAll
  static void writeStore() throws IOException {
    data = TinyRun.data(shared.resolve("tiny"));
    store = shared.resolve("store");
    document = features(store, "--features", SOURCES, "--json").done().json();
    forged = shared.resolve("forged");
    forge();
    extracted = weights(shared.resolve("extracted"), "--features", SOURCES);
  }

  /** A store whose values are other than its fingerprint says: only who reads it sees them. */
  private static void forge() throws IOException {
    features(forged, "--features", "raw+hsv(bins=3/5/7)").done();
    Path description = forged.resolve("features.json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode other = (ObjectNode) json.readTree(store.resolve("features.json").toFile());
    other.remove(List.of("sha256", "files_sha256"));
    json.writeValue(description.toFile(), other);
  }

  private static Call features(Path out, String... options) {
    List<String> all = new ArrayList<>(List.of("features", "--data", data.toString()));
    all.addAll(List.of("--out", out.toString()));
    all.addAll(List.of(options));
    return Call.of(all.toArray(String[]::new));
  }

  private static String weights(Path run, String... options) {
    return TinyRun.json("train", data, run, options)
        .done()
        .firstCell()
        .get("weights_sha256")
        .asText();
  }

  /** File 6 tests; its rows are made from the bytes of the records. */
  @Test
  @Covers({"features --features", "features --out", "features --data"})
  void writesTheFeaturesOfEachImage() {
    List<Row> rows = TableRows.of(store.resolve("test"), "row");
    assertEquals(TinyRun.TEST_ROWS, rows.size());
    assertEquals(
        List.of("row", "label", "features", "label_name"),
        List.of(rows.get(0).schema().fieldNames()));
    FeatureExtractor hsv =
        new HsvHistogram(ImageShape.CIFAR, 5, 5, 5, List.of(32), false).extractor();
    for (int row = 0; row < rows.size(); row++) {
      int label = TinyCifar.label(6, row);
      byte[] image = TinyCifar.image(label, 6 * 1_000_003L + row);
      float[] expected = new float[SIZE];
      for (int k = 0; k < 3072; k++) {
        expected[k] = image[k] & 0xFF;
      }
      hsv.extract(image, 0, expected, 3072);
      List<Float> boxed = new ArrayList<>();
      for (float value : expected) {
        boxed.add(value);
      }
      assertEquals(row, rows.get(row).getInt(0));
      assertEquals(label, rows.get(row).getInt(1));
      assertEquals(TinyCifar.CLASS_NAMES.get(label), rows.get(row).getString(3));
      assertEquals(boxed, rows.get(row).<Float>getList(2));
    }
    assertEquals(TinyRun.TRAIN_ROWS, TableRows.of(store.resolve("train"), "row").size());
  }

  @Test
  @Covers("features --json")
  void describesThem() throws IOException {
    JsonNode description = new ObjectMapper().readTree(store.resolve("features.json").toFile());
    assertEquals(store.toString(), document.get("directory").asText());
    for (JsonNode each : List.of(description, document)) {
      assertEquals("raw+hsv(bins=5/5/5,cell=32,weighted=false)", each.get("features").asText());
      assertEquals(SIZE, each.get("size").asInt());
      assertEquals(TinyRun.TRAIN_ROWS, each.get("train_rows").asInt());
      assertEquals(TinyRun.TEST_ROWS, each.get("test_rows").asInt());
      assertEquals("jay", each.get("class_names").get(9).asText());
      assertEquals(64, each.get("fingerprint").asText().length());
    }
    assertEquals(description.get("fingerprint"), document.get("fingerprint"));
  }

  @Test
  @Covers({"train --feature-store", "grid --feature-store"})
  void aRunThatReadsThemHasTheSameBits() {
    String[] options = {
      "--features", SOURCES + "|standardize", "--feature-store", store.toString()
    };
    String standardized = weights(place.resolve("extracted"), options[0], options[1]);
    assertEquals(standardized, weights(place.resolve("read"), options));
    JsonNode cells = TinyRun.json("grid", data, place.resolve("grid"), options).done().json();
    assertEquals("ok", cells.get("cells").get(0).get("status").asText());
    assertEquals(
        standardized, cells.get("cells").get(1).get("weights_sha256").asText(), "the final model");
  }

  /** Spark takes such a path for a pattern, and Hadoop a text with a colon for a URI. */
  @Test
  void areReadFromAPathWithBraces() {
    Path braces = place.resolve("a{b,c}[d] 12:30");
    features(braces, "--features", SOURCES).done();
    assertEquals(
        extracted,
        weights(
            place.resolve("read"), "--features", SOURCES, "--feature-store", braces.toString()));
  }

  @Test
  void refusesTablesThatWereAltered() throws IOException {
    Path altered = place.resolve("altered");
    features(altered, "--features", SOURCES).done();
    Path file;
    try (Stream<Path> files = Files.list(altered.resolve("test"))) {
      file = files.filter(each -> each.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    String store = altered.toString();
    TinyRun.json(
            "train", data, place.resolve("run"), "--features", SOURCES, "--feature-store", store)
        .failedWith(
            ExitCode.DATA, "read features: ", "test/" + file.getFileName() + ": SHA-256: expected");
    assertTrue(Files.notExists(place.resolve("run")));
  }

  @Test
  void theyAreReallyRead() {
    assertNotEquals(
        extracted,
        weights(
            place.resolve("read"), "--features", SOURCES, "--feature-store", forged.toString()));
  }

  @ParameterizedTest
  @CsvSource({"raw+hsv(bins=6), false", "hsv(bins=5)+raw, false", "raw+hsv(bins=5), true"})
  void othersAreComputedInstead(String sources, String flip) {
    assertEquals(
        weights(place.resolve("extracted"), "--features", sources, "--flip", flip),
        weights(
            place.resolve("read"),
            "--features",
            sources,
            "--flip",
            flip,
            "--feature-store",
            forged.toString()));
  }

  @Test
  void thoseOfOtherDataAreComputedInstead() {
    Path others = TinyCifar.write(place.resolve("others"), TinyRun.TRAIN_ROWS / 5, 30);
    String[] options = {"--features", SOURCES, "--feature-store", store.toString()};
    JsonNode cell = TinyRun.json("train", others, place.resolve("run"), options).done().firstCell();
    assertEquals("ok", cell.get("status").asText());
  }

  /** Nobody has typed it. */
  @Test
  void saysThatAStoreThatHasMovedWasRecorded() throws IOException {
    Path moving = place.resolve("moving");
    features(moving, "--features", "hsv").done();
    Path run = place.resolve("run");
    weights(run, "--features", "hsv", "--feature-store", moving.toString());
    Path moved = Files.move(moving, place.resolve("moved"));
    Call.of("train", "--resume", run.toString())
        .failedWith(
            ExitCode.USAGE,
            "recorded by the run, and may be given anew: feature-store: expected a directory",
            "found none at " + moving.toUri().getScheme());
    Call.of("train", "--resume", run.toString(), "--feature-store", moved.toString()).done();
  }

  @Test
  @Covers({"features --overwrite", "features --partitions", "features --config"})
  void replacesADirectoryOnlyWhereAsked() throws IOException {
    Path out = place.resolve("out");
    Path file = place.resolve("my.properties");
    Files.writeString(file, "features = hsv\njson = true\npartitions = 3\n");
    JsonNode first = features(out, "--config", file.toString()).done().json();
    assertEquals(30, first.get("size").asInt());
    features(out, "--features", "hog")
        .failedWith(
            ExitCode.USAGE, "--out: expected a directory that does not exist, found " + out);
    features(out, "--features", "hog", "--overwrite").done();
    assertEquals(324, TableRows.of(out.resolve("test"), "row").get(0).getList(2).size());
  }

  @Test
  void refusesWhatItCannotWrite() {
    Path out = place.resolve("out");
    features(out, "--features", "hog|center", "--partitions", "0")
        .failedWith(
            ExitCode.USAGE,
            "--features: expected sources alone",
            "found 'hog|center'",
            "--partitions: expected a whole number from 1 to 1000, as each is a task of every step, found 0");
    features(out, "--features", "hog+patches")
        .failedWith(
            ExitCode.USAGE, "--features: expected sources that are not fitted", "'hog+patches'");
    features(out, "--features", "hog(cel=4)")
        .failedWith(ExitCode.USAGE, "found 'cel' at character 5 of 'hog(cel=4)'");
    assertTrue(Files.notExists(out));
  }

  @Test
  void refusesAStoreThatIsNone() {
    TinyRun.json("train", data, place.resolve("run"), "--feature-store", place.toString())
        .failedWith(
            ExitCode.USAGE,
            "--feature-store: expected a directory that 'features' wrote, found none at " + place);
  }
}

package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of a report, and what is said if there can be none. */
class ReportTest extends OnTinyData {
  private static final int DATA = 3;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  private static Path run;

  @BeforeAll
  static void trainCells() {
    run = shared.resolve("reported");
    TinyRun.json("grid", data, run, "--learning-rate", "0.001,0.01", "--l2", "0,0.1").done();
  }

  private static Call report(Object... words) {
    List<String> all = new ArrayList<>(List.of("report"));
    Stream.of(words).map(Object::toString).forEach(all::add);
    return Call.of(all.toArray(String[]::new));
  }

  private Path copy() throws IOException {
    return copyTo("run");
  }

  private static String page(Path directory) throws IOException {
    return Files.readString(directory.resolve("report.html"));
  }

  @Test
  @Covers("report --json")
  void writesAPageAndEachPlotTwiceIntoTheRunDirectory() throws IOException {
    Path copy = copy();
    List<String> before = names(copy);
    JsonNode document = report(copy, "--json").done().json();
    assertTrue(document.get("report").asText().endsWith("/run/report.html"));
    List<String> added = names(copy);
    added.removeAll(before);
    assertEquals(List.of("plots", "report.html"), added);
    assertTrue(document.get("plots").size() >= 8, document.toString());
    for (JsonNode name : document.get("plots")) {
      Path plot = copy.resolve("plots/" + name.asText() + ".svg");
      String svg = Files.readString(plot);
      assertTrue(svg.contains("<path") || svg.contains("<rect"), plot.toString());
      byte[] png = Files.readAllBytes(copy.resolve("plots/" + name.asText() + ".png"));
      assertArrayEquals(PNG, Arrays.copyOf(png, PNG.length));
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new ArrayList<>(files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  @Covers({"report --out", "report --config"})
  void writesElsewhereWhereAsked() throws IOException {
    Path config = place.resolve("my.properties");
    Files.writeString(config, "out = " + place.resolve("elsewhere") + "\n");
    report(run, "--config", config).done();
    assertTrue(page(place.resolve("elsewhere")).contains("<!DOCTYPE html>"));
    assertFalse(Files.exists(run.resolve("report.html")));
  }

  @Test
  void leavesPagesOfOtherProgramsAlone() throws IOException {
    Path elsewhere = Files.createDirectories(place.resolve("tests"));
    Files.writeString(elsewhere.resolve("report.html"), "<!DOCTYPE html>\n<html>mine</html>");
    report(run, "--out", elsewhere)
        .failedWith(2, "--out: expected a directory whose report.html is a report of Sparkgrad's");
    assertTrue(page(elsewhere).contains("mine"));
    Files.delete(elsewhere.resolve("report.html"));
    report(run, "--out", elsewhere).done();
    report(run, "--out", elsewhere).done();
    Path taken = Files.createDirectories(place.resolve("taken/report.html"));
    report(run, "--out", taken.getParent())
        .failedWith(1, "report.html: expected a file, found a directory");
  }

  @Test
  void isTheSameEachTime() throws IOException {
    report(run, "--out", place.resolve("a")).done();
    report(run, "--out", place.resolve("b")).done();
    assertEquals(page(place.resolve("a")), page(place.resolve("b")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "grid"})
  @Covers({"train --report", "grid --report"})
  void isMadeAtTheEndOfARunIfAskedFor(String command) throws IOException {
    Call call =
        TinyRun.bare(
            command, data, out, "--validation=20", "--batch-size=10", "--epochs=1", "--report");
    String last = call.done().out().lines().reduce((a, b) -> b).orElse("");
    assertTrue(last.matches("report: .*/run/report.html"), last);
    assertTrue(page(out).contains("</html>"));
  }

  @Test
  void isNamedAtTheEndOfARun() {
    Call call = TinyRun.bare("train", data, out, "--batch-size=10", "--iterations=2").done();
    String last = call.out().lines().reduce((a, b) -> b).orElse("");
    assertTrue(last.matches("report: .*sparkgrad report .*/run"), last);
  }

  @Test
  void comparesRuns() throws IOException {
    Path other = place.resolve("other");
    TinyRun.json("train", data, other, "--learning-rate", "0.02").done();
    report(run, other, "--out", out).done();
    String page = page(out);
    assertTrue(page.contains("McNemar"), page);
    assertTrue(page.contains("What differs between the runs"), page);
    assertTrue(page.contains("aria-label=\"Lines of the plot\""), page);
    assertTrue(page.matches("(?s).*1: [a-z0-9-]+, [0-9.]+ after [0-9]+ iterations.*"), page);
    assertTrue(Files.exists(out.resolve("plots/run-2-confusion.svg")));
  }

  @Test
  void refusesWhatIsNoRun() throws IOException {
    report(place.resolve("nowhere"))
        .failedWith(DATA, "report: expected a run directory", "nowhere");
    Files.createDirectories(out);
    report(out).failedWith(DATA, "found no manifest.json in");
    report(data).failedWith(DATA, "found no manifest.json in");
  }

  @Test
  void refusesADamagedManifest() throws IOException {
    Path manifest = copy().resolve("manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.substring(0, text.length() / 2));
    report(out).failedWith(DATA, "manifest.json", "expected a JSON object");
    Files.writeString(manifest, text.replace("\"train_rows\" : 60", "\"train_rows\" : 61"));
    report(out).failedWith(DATA, "SHA-256");
  }

  @Test
  void refusesARunOfAVersionToCome() throws IOException {
    Path manifest = copy().resolve("manifest.json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode fields = (ObjectNode) json.readTree(manifest.toFile());
    fields.put("version", "99.0.0").remove("sha256");
    json.writeValue(manifest.toFile(), fields);
    report(out).failedWith(DATA, "version: expected one up to", "99.0.0");
  }

  @Test
  void refusesDamagedResults() throws IOException {
    damage(copy().resolve("results"));
    report(out).failedWith(DATA, "results: expected a Parquet table of a run, found a damaged one");
  }

  /** In what is packed, where nothing but a checksum tells. */
  @Test
  void refusesResultsOfWhichABitIsFlipped() throws IOException {
    try (Stream<Path> files = Files.list(copy().resolve("results"))) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 4] ^= 1;
        if (file.toString().endsWith(".parquet")) {
          Files.write(file, bytes);
        } else {
          Files.delete(file);
        }
      }
    }
    report(out).failedWith(DATA, "results: expected a Parquet table of a run, found a damaged one");
  }

  @Test
  void saysThatATableHasLostItsFiles() throws IOException {
    Path curves = copy().resolve("curves");
    try (Stream<Path> files = Files.list(curves)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    assertTrue(report(out).done().err().contains("curves: expected a Parquet table of a run"));
  }

  @Test
  void refusesAFolderInThePlaceOfAManifest() throws IOException {
    Files.delete(copy().resolve("manifest.json"));
    Files.createDirectories(out.resolve("manifest.json"));
    report(out).failedWith(DATA, "manifest.json");
  }

  @Test
  void refusesARunWithoutResults() throws IOException {
    Files.move(copy().resolve("results"), out.resolve("other"));
    report(out).failedWith(DATA, "expected a run with results");
  }

  @ParameterizedTest
  @ValueSource(strings = {"curves", "confusion", "predictions", "examples"})
  void reportsWhatIsLeftIfATableIsDamaged(String table) throws IOException {
    damage(copy().resolve(table));
    Call call = report(out).done();
    assertTrue(call.err().contains(table + ": expected a Parquet table"), call.err());
    assertTrue(page(out).contains("found a damaged one"), table);
  }

  @Test
  void marksARunThatIsNotFinished() throws IOException {
    Path manifest = copy().resolve("manifest.json");
    ObjectMapper json = new ObjectMapper();
    ObjectNode fields = (ObjectNode) json.readTree(manifest.toFile());
    fields.put("status", "interrupted").remove("sha256");
    json.writeValue(manifest.toFile(), fields);
    report(out).done();
    assertTrue(page(out).contains("This run is not finished"), page(out));
  }

  @Test
  void showsGradientChecksIfTheRunHasThem() throws IOException {
    Files.writeString(
        copy().resolve("gradcheck.json"),
        """
        {"worst": 1e-9, "tolerance": 1e-6, "checks": [
          {"model": "linear", "loss": "softmax", "penalty": "l2", "worst": 1.5e-9, "slopes": []}]}
        """);
    report(out).done();
    assertTrue(page(out).contains("Gradient checks"));
    assertTrue(page(out).contains("1.5E-9"));
  }

  @Test
  void showsHostileTextAsText() throws IOException {
    Path hostile = TinyRun.data(place.resolve("<b>data & 'more'"));
    String name = "<script>alert(\"1\")</script>'&" + "x".repeat(10_000);
    List<String> names = new ArrayList<>(List.of(name, "</title><img src=x onerror=alert(2)>"));
    names.addAll(List.of("c", "d", "e", "f", "g", "h", "i", "j"));
    Files.writeString(hostile.resolve("batches.meta.txt"), String.join("\n", names) + "\n");
    TinyRun.json("train", hostile, out, "--report").done();
    String page = page(out);
    assertFalse(page.contains("<script>alert"), "a class name is part of the page");
    assertFalse(page.contains("<img src=x"), "a class name is part of the page");
    assertFalse(page.contains("<b>data"), "a path is part of the page");
    assertTrue(page.contains("&lt;script&gt;alert(&quot;1&quot;)"), "a class name is not there");
    String svg = Files.readString(out.resolve("plots/confusion.svg"));
    assertFalse(svg.contains("<script>"), svg);
  }

  /** Cuts the only data file of a table in half. */
  private static void damage(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".parquet")) {
          Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        } else {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  @Covers("report --csv")
  void writesTheTablesAsText() throws IOException {
    Path csv = place.resolve("csv");
    Path copy = copy();
    report(copy, copyTo("second"), "--csv", csv).done();
    for (String name : List.of("run", "second")) {
      List<String> lines = Files.readAllLines(csv.resolve(name).resolve("results.csv"));
      assertTrue(lines.get(0).startsWith("cell,model,"), lines.get(0));
      assertEquals(1 + 4 + 1, lines.size());
      assertTrue(lines.get(1).startsWith("cell-1,linear,"), lines.get(1));
    }
    assertEquals(
        1 + 5 * 4, Files.readAllLines(csv.resolve("run/curves.csv")).size(), "5 cells of 4");
    assertTrue(Files.exists(csv.resolve("run/predictions.csv")));
    report(copy, "--csv", csv).done();
    assertTrue(Files.exists(csv.resolve("results.csv")));
    report(copy, "--csv", csv).done();
    Files.writeString(csv.resolve("curves.csv"), "mine\n");
    report(copy, "--csv", csv).failedWith(2, "--csv: expected", "curves.csv");
    assertEquals("mine\n", Files.readString(csv.resolve("curves.csv")));
  }

  @Test
  void saysWhatTheCellsShow() throws IOException {
    Path copy = copy();
    report(copy).done();
    assertTrue(page(copy).contains("Weights of the L2 penalty"), "paragraph on L2");
  }

  private Path copyTo(String name) throws IOException {
    Path copy = place.resolve(name);
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(run.relativize(file)));
      }
    }
    return copy;
  }
}

package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.io.JsonFile;

class ResumeCommandTest extends OnTinyData {
  private static final int USAGE = 2;

  @Test
  @Covers({"train --resume", "grid --resume"})
  void goesOnWithARunAndEndsTheSame() throws IOException {
    for (String command : new String[] {"train", "grid"}) {
      Path run = place.resolve(command);
      JsonNode first = TinyRun.json(command, data, run).done().firstCell();
      JsonNode resumed = TinyRun.json(command, data, run, "--resume").done().firstCell();
      assertEquals(first.get("weights_sha256"), resumed.get("weights_sha256"));
      assertEquals(first.get("train_accuracy"), resumed.get("train_accuracy"));
      assertTrue(Files.exists(run.resolve("manifest.json")));
    }
  }

  @Test
  @Covers({"train --checkpoint-interval", "grid --checkpoint-interval"})
  void takesACheckpointIntervalThatChangesNoResult() {
    for (String command : new String[] {"train", "grid"}) {
      JsonNode never =
          TinyRun.json(command, data, place.resolve(command), "--checkpoint-interval", "0")
              .done()
              .firstCell();
      JsonNode always =
          TinyRun.json(command, data, place.resolve(command + 1), "--checkpoint-interval", "1")
              .done()
              .firstCell();
      assertEquals(never.get("weights_sha256"), always.get("weights_sha256"));
      assertTrue(Files.exists(place.resolve(command + "/checkpoints")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "grid"})
  void refusesToResumeWhatIsNotThere(String command) {
    TinyRun.json(command, data, out, "--resume").failedWith(USAGE, "--resume", out.toString());
    assertFalse(Files.exists(out));
  }

  /** A file that names the run takes its other options from there too. */
  @Test
  void aFileMayNameTheRun() throws IOException {
    TinyRun.json("train", data, out, "--l2", "0.5").done();
    Path file = place.resolve("again.properties");
    Files.writeString(file, "resume = " + out + "\n");
    JsonNode cell = Call.of("train", "--config", file.toString(), "--json").done().firstCell();
    assertEquals(0.5, cell.get("l2").asDouble());
  }

  @Test
  void refusesToResumeAndOverwrite() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("mine.txt"), "precious");
    TinyRun.json("train", data, out, "--resume", "--overwrite")
        .failedWith(USAGE, "--overwrite and --resume: expected one of them, found both");
    assertEquals("precious", Files.readString(out.resolve("mine.txt")));
  }

  @Test
  void listsWhatDiffersIfItIsResumedWithOtherSettings() {
    TinyRun.json("train", data, out, "--learning-rate", "0.25", "--l2", "0.5").done();
    TinyRun.json("train", data, out, "--resume", "--learning-rate", "0.5", "--l2", "0.5")
        .failedWith(
            USAGE,
            "--resume: resume cell-1 from ",
            "found others: learning-rate: recorded 0.25, given 0.5\n");
    Path others = TinyCifar.write(place.resolve("others"), 11, TinyRun.TEST_ROWS);
    Call call =
        TinyRun.json("train", others, out, "--resume", "--learning-rate", "0.25", "--l2", "0.5");
    call.failedWith(USAGE, "found others: data: recorded ");
    assertFalse(call.err().contains("l2"), call.err());
  }

  private JsonNode manifest() throws IOException {
    return new ObjectMapper().readTree(out.resolve("manifest.json").toFile());
  }

  private static String column(JsonNode cell, String name) {
    return cell.get(name).asText();
  }

  /** By learning rate: name, status, hash. */
  private static Map<String, String> cells(Call call) {
    Map<String, String> cells = new TreeMap<>();
    for (JsonNode cell : call.json().get("cells")) {
      String rate = column(cell, "cell").equals("final") ? "final" : column(cell, "learning_rate");
      String hash = column(cell, "weights_sha256");
      cells.put(rate, column(cell, "cell") + " " + column(cell, "status") + " " + hash);
    }
    return cells;
  }

  private static String evaluated(Path model) {
    Call call = Call.of("evaluate", model.toString(), "--data", data.toString(), "--json");
    return call.done().json().get("weights_sha256").asText();
  }

  /** Each cell finds its own checkpoint, whatever its place in the grid. */
  @Test
  void goesOnWithAnExtendedAReorderedAndACutGrid() throws IOException {
    Map<String, String> first =
        cells(TinyRun.json("grid", data, out, "--learning-rate", "0.01").done());
    Map<String, String> extended =
        cells(TinyRun.json("grid", data, out, "--learning-rate", "0.02,0.01", "--resume").done());
    assertEquals(first.get("0.01"), extended.get("0.01"));
    assertTrue(extended.get("0.02").startsWith("cell-2 ok "), extended.toString());
    assertTrue(extended.get("final").startsWith("final ok "), extended.toString());
    for (String cell : extended.values()) {
      String[] words = cell.split(" ");
      assertEquals(words[2], evaluated(out.resolve("models/" + words[0])));
    }
    final String run = manifest().get("run_id").asText();
    Map<String, String> cut =
        cells(TinyRun.json("grid", data, out, "--learning-rate", "0.02", "--resume").done());
    assertEquals(extended.get("0.02"), cut.get("0.02"));
    assertEquals(cut.get("final").split(" ")[2], evaluated(out.resolve("models/final")));
    assertEquals(run, manifest().get("run_id").asText());
  }

  /** The manifest knows the options, those of a file and the place of the data among them. */
  @Test
  void needsNoOtherOptionThanTheRun() throws IOException {
    Path file = place.resolve("grid.properties");
    Files.writeString(file, "learning-rate = 0.01,0.02\nvalidation = 20\nbatch-size = 10\n");
    List<String> call =
        List.of(
            "grid",
            "--data",
            data.toString(),
            "--config",
            file.toString(),
            "--iterations",
            "4",
            "--out",
            out.toString(),
            "--json");
    Map<String, String> first = cells(Call.of(call.toArray(String[]::new)).done());
    Files.delete(file);
    Call resumed = Call.of("grid", "--resume", out.toString());
    assertEquals(first, cells(resumed.done()));
    String rates = "--learning-rate=1e-2,0.020";
    Call same =
        Call.of("grid", "--resume", out.toString(), "--iterations", "4", rates, "--json=false");
    assertTrue(same.done().out().contains("best: "), same.out());
  }

  @Test
  void listsTheOptionsThatDiffer() {
    TinyRun.json("train", data, out, "--learning-rate", "0.25", "--l2", "0.5").done();
    Call.of(
            "train",
            "--resume",
            out.toString(),
            "--learning-rate",
            "0.250",
            "--l2",
            "0.6",
            "--momentum",
            "0.9",
            "--blocks",
            "7",
            "--checkpoint-interval",
            "3")
        .failedWith(
            USAGE,
            "--resume: expected the options that the run was called with, found others: ",
            "l2: recorded 0.5, given 0.6",
            "momentum: recorded nothing, given 0.9",
            "blocks: recorded nothing, given 7",
            "; --out RUN --resume takes those of this call");
    Call.of("grid", "--resume", out.toString())
        .failedWith(USAGE, "--resume: expected the command that made the run, train, found grid");
    Call.of("train", "--resume", out.toString(), "--out", place.resolve("b").toString())
        .failedWith(USAGE, "--resume and --out: expected one run directory, found ");
    assertEquals("ok", TinyRun.status(out, "cell-1"));
    Call.of("train", "--resume", out + "/./", "--out", out.toString()).done();
  }

  /** The lease of a process that is not known to be gone. */
  private void leaveSilentLease() throws IOException {
    Map<String, Object> lease = new TreeMap<>();
    lease.put("run_id", "another");
    lease.put("host", "elsewhere");
    lease.put("pid", "7");
    lease.put("process_started", "");
    lease.put("alive", "2020-01-01T00:00:00Z");
    Files.write(out.resolve("lease.json"), JsonFile.encode(lease));
  }

  @Test
  @Covers({"train --take-over", "grid --take-over"})
  void takesOverFromAnotherHostIfItIsTold() throws IOException {
    for (String command : new String[] {"train", "grid"}) {
      out = place.resolve(command);
      TinyRun.json(command, data, out).done();
      leaveSilentLease();
      Call.of(command, "--resume", out.toString())
          .failedWith(
              USAGE,
              "in use by process 7 on elsewhere, last sign of life 2020-01-01T00:00:00Z",
              "--take-over takes the directory over");
      Call.of(command, "--resume", out.toString(), "--take-over").done();
      TinyRun.json(command, data, place.resolve("new"), "--take-over")
          .failedWith(USAGE, "--take-over: expected together with --resume or --overwrite");
    }
  }

  @Test
  @Covers({"train --checkpoint-seconds", "grid --checkpoint-seconds"})
  void takesSecondsBetweenCheckpoints() {
    for (String command : new String[] {"train", "grid"}) {
      TinyRun.json(command, data, place.resolve(command), "--checkpoint-seconds", "-1")
          .failedWith(USAGE, "--checkpoint-seconds: expected a whole number of at least 0");
      TinyRun.json(command, data, place.resolve(command), "--checkpoint-seconds", "1").done();
    }
  }

  @Test
  void refusesToResumeWhatIsNoRun() throws IOException {
    Files.createDirectories(out);
    TinyRun.json("train", data, out, "--resume")
        .failedWith(USAGE, "--resume: expected a run directory, found one without a manifest.json");
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(0, files.count());
    }
  }

  /** Nothing is written: what was good stays. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void leavesAGoodRunAloneIfACheckpointIsDamaged(int which) throws IOException {
    TinyRun.json("grid", data, out, "--learning-rate", "0.01").done();
    final String before = evaluated(out.resolve("models/final"));
    Path file;
    try (Stream<Path> files = Files.walk(out.resolve("checkpoints"))) {
      file = files.filter(each -> each.endsWith("checkpoint.bin")).sorted().toList().get(which);
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    TinyRun.json("grid", data, out, "--learning-rate", "0.01", "--resume")
        .failedWith(ExitCode.DATA, "resume from ", "checkpoint.bin: SHA-256: expected ");
    assertEquals(before, evaluated(out.resolve("models/final")));
    assertEquals("ok", TinyRun.status(out, "final"));
  }

  @Test
  void refusesAnAlteredManifest() throws IOException {
    TinyRun.json("train", data, out).done();
    Path file = out.resolve("manifest.json");
    Files.writeString(file, Files.readString(file).replace("\"ant\"", "\"asp\""));
    TinyRun.json("train", data, out, "--resume")
        .failedWith(ExitCode.DATA, "manifest.json: SHA-256 of its fields: expected ");
  }

  @Test
  void refusesARunOnDataWithOtherClassNames() throws IOException {
    Path others = TinyRun.data(place.resolve("others"));
    Path names = others.resolve("batches.meta.txt");
    Files.writeString(names, Files.readString(names).replace("bee\ncod", "cod\nbee"));
    TinyRun.json("train", data, out).done();
    TinyRun.json("train", others, out, "--resume")
        .failedWith(USAGE, "--resume: ", "expected data with class names [ant, bee, cod");
    for (String command : new String[] {"evaluate", "predict"}) {
      List<String> call =
          new ArrayList<>(
              List.of(command, out + "/models/cell-1", "--data", others.toString(), "--json"));
      if (command.equals("predict")) {
        call.addAll(List.of("--out", place.resolve("table").toString()));
      }
      Call.of(call.toArray(String[]::new))
          .failedWith(ExitCode.DATA, "expected data with class names [ant, bee", "found [ant, cod");
    }
    assertFalse(Files.exists(place.resolve("table")));
  }

  /** What the run has found must not be replaced by a row that says it failed. */
  @Test
  void leavesARunAloneThatItCannotResume() {
    TinyRun.json("train", data, out).done();
    TinyRun.json("train", data, out, "--resume", "--learning-rate", "0.5");
    assertEquals("ok", TinyRun.status(out, "cell-1"));
  }
}

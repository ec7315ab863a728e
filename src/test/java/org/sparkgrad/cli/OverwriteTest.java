package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --overwrite} replaces, and what it leaves alone. */
@ExtendWith(LocalMaster.class)
class OverwriteTest {
  @TempDir Path place;
  private Path data;

  @BeforeEach
  void writeData() {
    data = TinyRun.data(place.resolve("tiny"));
  }

  private Call call(String command, Path out) {
    return command.equals("features")
        ? Call.of(
            "features",
            "--features",
            "hsv",
            "--data",
            data.toString(),
            "--out",
            out.toString(),
            "--overwrite")
        : TinyRun.json(command, data, out, "--overwrite");
  }

  private Path mine(String directory) throws IOException {
    Path file = place.resolve(directory).resolve("mine.txt");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "precious");
  }

  private void refuses(String command, Path out, String found) throws IOException {
    long before = count();
    call(command, out).failedWith(ExitCode.USAGE, "--overwrite: expected a ", found);
    assertEquals(before, count());
  }

  private long count() throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.count();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "grid", "features"})
  void leavesDirectoriesOfOthersAlone(String command) throws IOException {
    Path mine = mine("home");
    refuses(command, mine.getParent(), "something else, without a ");
    refuses(command, data, "one that is or holds the data");
    refuses(command, place, "one that is or holds the data");
    refuses(command, Path.of("/"), "the root of the file system");
    refuses(command, Path.of(System.getProperty("user.home")), "is or holds the home directory");
    refuses(command, Path.of("").toAbsolutePath(), "is or holds the working directory");
    refuses(command, place.resolve("home/../tiny"), "one that is or holds the data");
    Path link = Files.createSymbolicLink(place.resolve("link"), data);
    refuses(command, link, "one that is or holds the data");
    assertEquals("precious", Files.readString(mine));
  }

  /** A manifest makes no run directory of what holds the data. */
  @Test
  void leavesARunDirectoryAloneThatHoldsTheData() throws IOException {
    Path out = place.resolve("run");
    TinyRun.json("train", data, out).done();
    data = TinyRun.data(out.resolve("tiny"));
    refuses("train", out, "one that is or holds the data");
  }

  /** Whatever its name, and that of the directory. */
  @Test
  void keepsWhatTheUserHasPutIntoARunDirectory() throws IOException {
    Path out = place.resolve("run 12:30");
    TinyRun.json("train", data, out).done();
    Path mine = mine("run 12:30");
    Path notes = Files.writeString(out.resolve("notes 12:30.txt"), "precious, too");
    call("train", out).done();
    assertEquals("precious", Files.readString(mine));
    assertEquals("precious, too", Files.readString(notes));
    String csv = place.resolve("csv 12:30").toString();
    Call.of("report", out.toString(), "--csv", csv).done();
    assertEquals("ok", TinyRun.status(out, "cell-1"));
  }

  private static List<Path> addOne(Path directory, String name) throws IOException {
    List<Path> added = new ArrayList<>();
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path each : found.filter(Files::isDirectory).toList()) {
        added.add(Files.writeString(each.resolve(name), "precious"));
      }
    }
    return added;
  }

  private static void requireAll(List<Path> added) throws IOException {
    for (Path each : added) {
      assertEquals("precious", Files.readString(each));
    }
  }

  /** In its models, tables and all else. */
  @Test
  void keepsWhatTheUserHasPutDeepIntoARunDirectory() throws IOException {
    Path out = place.resolve("run");
    TinyRun.json("train", data, out, "--log", "tensorboard").done();
    List<Path> added = addOne(out, "notes.txt");
    assertTrue(added.size() > 8, added.toString());
    call("train", out).done();
    requireAll(added);
    assertEquals("ok", TinyRun.status(out, "cell-1"));
  }

  @Test
  void keepsWhatTheUserHasPutIntoFeaturesAndPredictions() throws IOException {
    Path store = place.resolve("store");
    call("features", store).done();
    List<Path> added = addOne(store, "part-of-mine.parquet");
    assertEquals(3, added.size());
    call("features", store).done();
    requireAll(added);
    Path run = place.resolve("run");
    TinyRun.json("train", data, run).done();
    Path out = place.resolve("predictions");
    List<String> words = List.of("predict", run.resolve("models/cell-1").toString(), "--data");
    List<String> predict = new ArrayList<>(words);
    predict.addAll(List.of(data.toString(), "--out", out.toString(), "--overwrite"));
    Call.of(predict.toArray(String[]::new)).done();
    added = addOne(out, "part-of-mine.parquet");
    Call.of(predict.toArray(String[]::new)).done();
    requireAll(added);
  }

  /** Data that turn out to be bad when they are loaded. */
  @Test
  void keepsTheOldRunIfTheNewOneCannotBegin() throws IOException {
    Path out = place.resolve("run");
    TinyRun.json("train", data, out).done();
    byte[] bytes = Files.readAllBytes(data.resolve("test_batch.bin"));
    bytes[0] = 77;
    Files.write(data.resolve("test_batch.bin"), bytes);
    call("train", out).failedWith(ExitCode.DATA, "found 77");
    assertEquals("ok", TinyRun.status(out, "cell-1"));
    assertFalse(Files.exists(place.resolve(".run.new")));
    assertFalse(Files.exists(out.resolve("lease.json")));
    Path fresh = place.resolve("fresh");
    TinyRun.json("train", data, fresh).failedWith(ExitCode.DATA, "found 77");
    assertFalse(Files.exists(fresh));
  }

  @Test
  void keepsTheOldRunIfNoCellOfTheNewOneIsOk() throws IOException {
    Path out = place.resolve("run");
    TinyRun.json("train", data, out).done();
    Call failed = TinyRun.json("train", data, out, "--overwrite", "--learning-rate", "1e200");
    failed.endedWith(ExitCode.CELLS_FAILED);
    assertTrue(failed.err().contains("is still the run from before"), failed.err());
    assertEquals("ok", TinyRun.status(out, "cell-1"));
    assertTrue(Files.exists(out.resolve("predictions")));
  }

  @Test
  void replacesTheRunThatALinkLeadsTo() throws IOException {
    Path out = place.resolve("run");
    TinyRun.json("train", data, out).done();
    Path link = Files.createSymbolicLink(place.resolve("link"), out);
    call("train", link).done();
    assertEquals(out.toRealPath(), link.toRealPath());
    assertEquals("ok", TinyRun.status(out, "cell-1"));
  }
}

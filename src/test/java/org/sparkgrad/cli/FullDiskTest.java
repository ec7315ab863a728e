package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that write to a real file system of two megabytes, which is full before they are done. */
class FullDiskTest extends OnTinyData {
  private static final String FULL = "No space left on device";

  private Path disk;

  private static int call(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
  }

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createDirectory(place.resolve("disk"));
    int code = -1;
    if (Files.isExecutable(Path.of("/bin/mount"))) {
      code = call("/bin/mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
    }
    assumeTrue(code == 0, "only root may mount a file system of its own");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (Files.getFileStore(disk).type().equals("tmpfs") && !isSameStore(disk, place)) {
      assertEquals(0, call("/bin/umount", "-l", disk.toString()));
    }
  }

  private static boolean isSameStore(Path one, Path other) throws IOException {
    return Files.getFileStore(one).equals(Files.getFileStore(other));
  }

  /** The weights of the second cell take 2.5 megabytes, those of the others 0.1. */
  @ParameterizedTest
  @ValueSource(strings = {"--fused", "--parallelism=2"})
  void failsTheCellThatFindsNoRoomAndKeepsTheOthers(String how) {
    Call call =
        TinyRun.json(
            "grid",
            data,
            disk.resolve("run"),
            "--model",
            "linear,two-layer,softmax-relu",
            "--hidden",
            "200",
            "--no-final-model",
            how);
    assertEquals(ExitCode.CELLS_FAILED, call.code(), call.err());
    JsonNode cells = call.json().get("cells");
    assertEquals(3, cells.size());
    for (JsonNode cell : cells) {
      boolean large = cell.get("model").asText().equals("two-layer");
      assertEquals(large ? "failed" : "ok", cell.get("status").asText(), cell.toString());
      assertEquals(large, cell.get("error").asText().contains(FULL), cell.toString());
      assertEquals(!large, Files.exists(model(cell)), cell.toString());
      assertEquals(
          cell.get("status").asText(),
          TinyRun.status(disk.resolve("run"), cell.get("cell").asText()));
    }
  }

  /** Under the table: no one has to look for it in files. */
  @Test
  void saysToPeopleWhyACellFailed() {
    String[] options = {
      "--model", "two-layer", "--hidden", "200", "--batch-size", "10", "--epochs", "1"
    };
    Call call = TinyRun.bare("train", data, disk.resolve("run"), options);
    call.endedWith(ExitCode.CELLS_FAILED);
    assertTrue(
        call.out().lines().anyMatch(line -> line.matches("cell-1 failed: .*" + FULL + ".*")),
        call.out());
  }

  private Path model(JsonNode cell) {
    return disk.resolve("run/models/" + cell.get("cell").asText());
  }

  /** Nothing half-written, and room again for what is to be written later. */
  @Test
  void leavesNoHalfWrittenFiles() throws IOException {
    TinyRun.json(
        "train", data, disk.resolve("run"), "--model", "two-layer", "--hidden", "200", "--quiet");
    try (Stream<Path> files = Files.walk(disk)) {
      assertFalse(
          files.anyMatch(file -> file.getFileName().toString().matches("\\..*(partial|new)")));
    }
  }

  @Test
  void saysWhatIsFullIfThereIsNoRoomForTables() throws IOException {
    fill();
    Call call = TinyRun.json("train", data, disk.resolve("run"));
    assertEquals(ExitCode.ERROR, call.code(), call.err());
    assertTrue(call.err().contains(FULL) && call.err().contains(disk.toString()), call.err());
    assertFalse(call.err().contains("\tat "), call.err());
  }

  private void fill() throws IOException {
    try (var file = Files.newOutputStream(disk.resolve("filling"))) {
      while (true) {
        file.write(new byte[4096]);
      }
    } catch (IOException full) {
      assertTrue(full.getMessage().contains(FULL), full.getMessage());
    }
  }

  @Test
  void saysThatSparksOwnDirectoryIsFull() throws IOException {
    fill();
    Call call =
        LocalMaster.with(
            "spark.local.dir", disk.toString(), () -> TinyRun.json("train", data, out));
    if (call.code() != 0) {
      call.failedWith(ExitCode.ERROR, FULL);
    }
  }
}

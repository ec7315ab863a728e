package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.SmallDisk;

/** Calls that write to a real file system of two megabytes, which is full before they are done. */
class FullDiskTest extends OnTinyData {
  private static final String FULL = SmallDisk.FULL;

  private Optional<SmallDisk> mounted = Optional.empty();
  private Path disk;

  @BeforeEach
  void mount() throws IOException {
    disk = Files.createDirectory(place.resolve("disk"));
    mounted = SmallDisk.on(disk, 2);
    assumeTrue(mounted.isPresent(), "only root may mount a file system of its own");
  }

  @AfterEach
  void unmount() {
    mounted.ifPresent(SmallDisk::close);
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
  void saysWhatIsFullIfThereIsNoRoomForARun() {
    mounted.orElseThrow().fill();
    Call call = TinyRun.json("train", data, disk.resolve("run"));
    assertEquals(ExitCode.ERROR, call.code(), call.err());
    assertTrue(call.err().contains(FULL) && call.err().contains(disk.toString()), call.err());
    assertFalse(call.err().contains("\tat "), call.err());
    assertFalse(Files.exists(disk.resolve("run")));
  }

  @Test
  void saysThatSparksOwnDirectoryIsFull() {
    mounted.orElseThrow().fill();
    Call call =
        LocalMaster.with(
            "spark.local.dir", disk.toString(), () -> TinyRun.json("train", data, out));
    if (call.code() != 0) {
      call.failedWith(ExitCode.ERROR, FULL);
    }
  }
}

package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TinyCifar;

class ResumeCommandTest extends OnTinyData {
  private static final int USAGE = 2;

  @Test
  @Covers({"train --resume", "grid --resume"})
  void goesOnWithARunAndEndsTheSame() throws IOException {
    for (String command : new String[] {"train", "grid"}) {
      Path run = place.resolve(command);
      JsonNode first = TinyRun.json(command, data, run).done().firstCell();
      Files.delete(run.resolve("manifest.json"));
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
      assertTrue(Files.exists(place.resolve(command + "/checkpoints/cell-1")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "grid"})
  void refusesToResumeWhatIsNotThere(String command) {
    TinyRun.json(command, data, out, "--resume").failedWith(USAGE, "--resume", out.toString());
    assertFalse(Files.exists(out));
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

  /** What the run has found must not be replaced by a row that says it failed. */
  @Test
  void leavesARunAloneThatItCannotResume() {
    TinyRun.json("train", data, out).done();
    TinyRun.json("train", data, out, "--resume", "--learning-rate", "0.5");
    assertEquals("ok", Parquet.status(out, "cell-1"));
  }
}

package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class DryRunTest extends OnTinyData {
  private void assertNothingWasStarted() throws IOException {
    assertFalse(SparkSession.getDefaultSession().isDefined());
    try (Stream<java.nio.file.Path> files = Files.list(place)) {
      assertEquals(0, files.count());
    }
  }

  /** 40 rows are trained on, and 60 by the final model: 4 or 2 batches an epoch, 6 or 3. */
  @Test
  @Covers({"grid --dry-run"})
  void tellsWhatAGridWouldTake() throws IOException {
    Call call =
        TinyRun.bare(
            "grid",
            data,
            out,
            "--json",
            "--dry-run",
            "--validation",
            "20",
            "--batch-size",
            "10,20",
            "--learning-rate",
            "0.1,0.2",
            "--epochs",
            "2",
            "--fused");
    JsonNode found = call.done().json();
    assertTrue(found.get("dry_run").asBoolean());
    assertEquals(4, found.get("cells").size());
    JsonNode first = found.get("cells").get(0);
    assertEquals("cell-1", first.get("cell").asText());
    assertEquals(0.1, first.get("learning_rate").asDouble());
    assertEquals(8, first.get("planned_iterations").asLong());
    assertEquals(30_730, first.get("parameters").asInt());
    JsonNode estimates = found.get("estimates");
    assertEquals(2, estimates.get("passes").asInt());
    assertEquals(2 * 8 + 2 * 4 + 12, estimates.get("iterations").asLong());
    assertEquals(8 + 4 + 8, estimates.get("step_jobs").asLong());
    assertEquals(4 * 30_730 * 4, estimates.get("models_bytes").asLong());
    assertEquals(80 * 3072, estimates.get("data_bytes").asLong());
    assertTrue(estimates.get("driver_bytes").asLong() < estimates.get("heap_bytes").asLong());
    assertNothingWasStarted();
  }

  @Test
  @Covers({"train --dry-run"})
  void tellsItInATable() throws IOException {
    Call call =
        TinyRun.bare("train", data, out, "--dry-run", "--batch-size", "10", "--iterations", "7");
    assertTrue(call.done().out().contains("dry run: nothing was started"), call.out());
    assertTrue(call.out().contains("cell-1"), call.out());
    assertNothingWasStarted();
  }

  /** What would be refused is. */
  @Test
  void refusesWhatARunWouldRefuse() throws IOException {
    TinyRun.bare("train", data, out, "--dry-run", "--batch-size", "1000")
        .failedWith(ExitCode.USAGE, "--batch-size");
    assertNothingWasStarted();
  }
}

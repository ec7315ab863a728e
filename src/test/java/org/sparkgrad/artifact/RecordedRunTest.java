package org.sparkgrad.artifact;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.JsonFile;

/** Manifests and leases that no run has written, with digests that fit. */
class RecordedRunTest {
  @TempDir Path place;

  private Directory directory() {
    return Directory.at(new Configuration(), place.toString());
  }

  @Test
  void refusesATimeThatIsNone() {
    directory()
        .write(
            RunDirectory.MANIFEST,
            JsonFile.encode(
                Map.of(
                    "run_id",
                    "an-id",
                    "started",
                    "yesterday",
                    "class_names",
                    List.of("one"),
                    "cell_settings",
                    Map.of())));
    String message =
        assertThrows(DataException.class, () -> RecordedRun.read(directory())).getMessage();
    assertTrue(message.startsWith("resume: "), message);
    assertTrue(message.contains("started: expected a time such as "), message);
    assertTrue(message.endsWith("found yesterday"), message);
  }

  /** As one that was not written to its end. */
  @Test
  void takesALeaseOverWhoseTimeIsNone() {
    directory()
        .write(
            RunLease.FILE,
            JsonFile.encode(
                Map.of(
                    "run_id", "an-id",
                    "host", "a-host",
                    "pid", "1",
                    "process_started", "yesterday",
                    "alive", "yesterday")));
    RunLease.take(directory(), "another-id", false).close();
  }
}

package org.sparkgrad.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks into a run from outside. */
final class Checkpoints {
  private Checkpoints() {}

  /** Whether a cell of the run has left one. */
  static boolean exist(Path run) throws IOException {
    Path checkpoints = run.resolve("checkpoints");
    if (!Files.exists(checkpoints)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(checkpoints)) {
      return files.anyMatch(file -> file.endsWith("checkpoint.bin"));
    }
  }
}

package org.sparkgrad.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests that call commands on one tiny data set, each with a place of its own for a run. */
@ExtendWith(LocalMaster.class)
abstract class OnTinyData {
  @TempDir static Path shared;
  static Path data;

  @TempDir Path place;
  Path out;

  @BeforeAll
  static void writeData() {
    data = TinyRun.data(shared.resolve("tiny"));
  }

  @BeforeEach
  void chooseOut() {
    out = place.resolve("run");
  }
}

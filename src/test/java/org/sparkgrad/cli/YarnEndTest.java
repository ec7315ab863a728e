package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As a driver that YARN runs has to end: it returns, or it throws. */
class YarnEndTest {
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();

  @AfterEach
  void putBack() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @Test
  void returnsIfAllIsDone() {
    assertDoesNotThrow(() -> inYarn("--version"));
  }

  @Test
  void throwsWithTheExitCode() {
    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> inYarn("model", "conv(0,0)"));
    assertEquals("expected exit code 0, found 2: the log says why", thrown.getMessage());
  }

  private static void inYarn(String... words) {
    LocalMaster.with(
        "spark.master",
        "yarn",
        () ->
            LocalMaster.with(
                "spark.submit.deployMode",
                "cluster",
                () -> {
                  Main.main(words);
                  return null;
                }));
  }
}

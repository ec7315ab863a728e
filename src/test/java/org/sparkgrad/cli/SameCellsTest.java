package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks that are written differently and are one on the data. */
class SameCellsTest extends OnTinyData {
  private Call grid(String models) {
    return TinyRun.json("grid", data, out, "--model", models, "--dry-run");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "affine(10),affine(classes); 'affine(10)' and 'affine(classes)'",
        "affine(5)|relu|affine(classes),linear,affine(5)|relu|affine(10); 'affine(5)|relu|affine(classes)' and 'affine(5)|relu|affine(10)'"
      })
  void areRefused(String models, String named) {
    grid(models).failedWith(ExitCode.USAGE, "--model: expected models that differ", named);
    assertFalse(Files.exists(out));
  }

  @Test
  void othersAreNot() {
    grid("affine(10),affine(20)|relu|affine(classes),linear").done();
  }
}

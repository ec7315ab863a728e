package org.sparkgrad.cli;

import java.util.Locale;
import java.util.Optional;
import org.sparkgrad.choice.Choice;

/** How predictions are written. */
enum PredictionFormat implements Choice {
  PARQUET(null),
  CSV(FileKind.CSV),
  JSON(FileKind.JSON);

  private final FileKind file;

  PredictionFormat(FileKind file) {
    this.file = file;
  }

  /** The single file that is written; empty if it is a directory. */
  Optional<FileKind> file() {
    return Optional.ofNullable(file);
  }

  /**
   * The format that is asked for, or else the one that a name ends in, or else Parquet; empty, with
   * a problem noted, if there is no such format.
   *
   * @param asked null if none is
   * @param out null if nothing is written
   */
  static Optional<PredictionFormat> of(String asked, String out, Problems problems) {
    if (asked == null) {
      return Optional.of(ofName(out == null ? "" : out.toLowerCase(Locale.ROOT)));
    }
    Optional<PredictionFormat> format = Choice.ofLabel(PredictionFormat.class, asked);
    problems.require(
        format.isPresent(),
        "--format: expected one of %s, found '%s'"
            .formatted(String.join(", ", Choice.labels(PredictionFormat.class)), asked));
    return format;
  }

  private static PredictionFormat ofName(String out) {
    if (out.endsWith(".csv")) {
      return CSV;
    }
    return out.endsWith(".json") ? JSON : PARQUET;
  }
}

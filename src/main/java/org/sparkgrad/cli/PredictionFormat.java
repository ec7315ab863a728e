package org.sparkgrad.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparkgrad.choice.Choice;

/** How predictions are written. */
enum PredictionFormat implements Choice {
  PARQUET(null),
  CSV(FileKind.CSV),
  JSON(FileKind.JSON);

  /** Whoever asks for these expects no directory of Parquet files. */
  private static final List<String> OTHER_FORMATS =
      List.of(
          ".tsv",
          ".txt",
          ".jsonl",
          ".ndjson",
          ".gz",
          ".zip",
          ".xlsx",
          ".html",
          ".md",
          ".npy",
          ".orc",
          ".avro",
          ".feather",
          ".arrow");

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
      return ofName(out == null ? "" : out.toLowerCase(Locale.ROOT), problems);
    }
    Optional<PredictionFormat> format = Choice.ofLabel(PredictionFormat.class, asked);
    problems.require(
        format.isPresent(),
        "--format: expected one of %s, found '%s'"
            .formatted(String.join(", ", Choice.labels(PredictionFormat.class)), asked));
    return format;
  }

  private static Optional<PredictionFormat> ofName(String out, Problems problems) {
    problems.require(
        OTHER_FORMATS.stream().noneMatch(out::endsWith),
        "--out: expected a name that ends in .csv, .json or .parquet, or --format, found "
            + out.substring(out.lastIndexOf('/') + 1));
    if (out.endsWith(".csv")) {
      return Optional.of(CSV);
    }
    return Optional.of(out.endsWith(".json") ? JSON : PARQUET);
  }
}

package org.sparkgrad.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.TableRows;
import org.sparkgrad.TinyCifar;

/** Calls of commands on a small data set, with as little training as makes sense. */
final class TinyRun {
  static final int TRAIN_ROWS = 60;
  static final int TEST_ROWS = 20;

  private TinyRun() {}

  /** Writes the data set. */
  static Path data(Path directory) {
    return TinyCifar.write(directory, TRAIN_ROWS / 5, TEST_ROWS);
  }

  /** Runs {@code train} or {@code grid} with batches of 10 for 4 iterations and JSON output. */
  static Call json(String command, Path data, Path out, String... options) {
    List<String> all = new ArrayList<>(List.of("--json"));
    if (!List.of(options).contains("--batch-size")) {
      all.addAll(List.of("--batch-size", "10"));
    }
    if (!List.of(options).contains("--epochs")) {
      all.addAll(List.of("--iterations", "4"));
    }
    if (command.equals("grid") && !List.of(options).contains("--validation")) {
      all.addAll(List.of("--validation", "20"));
    }
    all.addAll(List.of(options));
    return bare(command, data, out, all.toArray(String[]::new));
  }

  /** What the results of a run say of a cell. */
  static String status(Path run, String cell) {
    return TableRows.ofCell(run.resolve("results"), cell).getAs("status");
  }

  /** Runs {@code train} or {@code grid} with these options only. */
  static Call bare(String command, Path data, Path out, String... options) {
    List<String> all = new ArrayList<>(List.of(command, "--data", data.toString()));
    all.addAll(List.of("--out", out.toString()));
    all.addAll(List.of(options));
    return Call.of(all.toArray(String[]::new));
  }
}

package org.sparkgrad.cli;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.sparkgrad.run.RunDirectory;
import picocli.CommandLine.Option;

/** Where a run's results go, and what of its course is kept. */
final class RunOptions {
  @Option(
      names = "--out",
      paramLabel = "RUN",
      description =
          "Run directory to make, any Hadoop file-system URI (default: runs/COMMAND-TIME).")
  String out;

  @Option(names = "--overwrite", description = "Replace the run directory where it exists.")
  boolean overwrite;

  @Option(
      names = "--curve-interval",
      paramLabel = "N",
      defaultValue = "0",
      description = "Measure accuracies for the learning curve every N iterations; 0 for never.")
  Integer curveInterval;

  /** The run directory; where it exists already, a problem. */
  RunDirectory directory(String command, Problems problems) {
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .format(LocalDateTime.now(ZoneId.systemDefault()));
    String uri = out == null ? "runs/" + command + "-" + time : out;
    RunDirectory directory = RunDirectory.at(Sessions.hadoop(), uri);
    problems.require(
        overwrite || !directory.exists(),
        "--out: expected a run directory that does not exist, found %s; --overwrite replaces it"
            .formatted(directory));
    problems.require(
        curveInterval == null || curveInterval >= 0,
        "--curve-interval: expected a whole number of at least 0, found " + curveInterval);
    return directory;
  }
}

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
      names = "--resume",
      description = "Go on with the run in the run directory from its checkpoints.")
  boolean resume;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "Iterations between two checkpoints of a cell; 0 for one at its end alone (default:"
              + " ${DEFAULT-VALUE}).")
  int checkpointInterval;

  @Option(
      names = "--curve-interval",
      paramLabel = "N",
      defaultValue = "0",
      description = "Measure accuracies for the learning curve every N iterations; 0 for never.")
  int curveInterval;

  /** The run directory; where it exists already, a problem. */
  RunDirectory directory(String command, Problems problems) {
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .format(LocalDateTime.now(ZoneId.systemDefault()));
    String uri = out == null ? "runs/" + command + "-" + time : out;
    RunDirectory directory = RunDirectory.at(Sessions.hadoop(), uri);
    problems.require(
        !(overwrite && resume), "--overwrite and --resume: expected one of them, found both");
    problems.require(
        !resume || directory.exists(),
        "--resume: expected an existing run directory, found nothing at " + directory);
    problems.require(
        overwrite || resume || !directory.exists(),
        "--out: expected a run directory that does not exist, found "
            + directory
            + "; --overwrite replaces it, --resume goes on with it");
    problems.require(
        checkpointInterval >= 0,
        "--checkpoint-interval: expected a whole number of at least 0, found "
            + checkpointInterval);
    problems.require(
        curveInterval >= 0,
        "--curve-interval: expected a whole number of at least 0, found " + curveInterval);
    return directory;
  }
}

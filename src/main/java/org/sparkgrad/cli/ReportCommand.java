package org.sparkgrad.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.io.Directory;
import org.sparkgrad.report.RunReader;
import org.sparkgrad.report.RunReport;
import org.sparkgrad.report.csv.CsvTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the report of a run, or of several side by side. */
@Command(
    name = "report",
    description = {
      "Write report.html, one page of a run or of several side by side, which needs no other file:",
      "tables, plots, learning curves, confusion, images. Its plots are written as SVG and PNG, too."
    })
final class ReportCommand implements Action {
  @Spec CommandSpec command;
  @Mixin CommonOptions common;
  @Mixin ConfigOption config;

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Run directories, any Hadoop file-system URIs.")
  List<String> runs = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Directory that report.html and plots/ are written into (default: the first run's).")
  String out;

  @Option(
      names = "--csv",
      paramLabel = "DIR",
      description =
          "Also write the tables as comma-separated values into this directory, results.csv and so"
              + " on; those of several runs each into a directory there.")
  String csv;

  @Override
  public int run(Problems problems) throws IOException {
    runs.forEach(run -> new Location("RUN", run).problem().ifPresent(problems::add));
    Optional.ofNullable(out)
        .flatMap(place -> new Location("--out", place).writingProblem())
        .ifPresent(problems::add);
    Optional.ofNullable(csv)
        .flatMap(place -> new Location("--csv", place).writingProblem())
        .ifPresent(problems::add);
    problems.throwIfAny();
    checkPage(problems);
    checkTables(problems);
    problems.throwIfAny();
    runs.forEach(run -> RunReader.require(Sessions.hadoop(), run));
    RunReport.Written written = write();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("report", written.page());
    document.put("runs", common.json ? runs : runs.size());
    document.put("plots", common.json ? written.plots() : written.plots().size());
    Optional.ofNullable(csv).ifPresent(place -> document.put("csv", place));
    Output.print(command, common.json, document);
    return ExitCode.DONE;
  }

  /** Other programs write pages of this name too. */
  private void checkPage(Problems problems) {
    String place = out == null ? runs.get(0) : out;
    OutputFile page = new OutputFile("--out", place + "/" + RunReport.PAGE, FileKind.REPORT);
    problems.require(
        page.isReplaceable(),
        "--out: expected a directory whose %s is a report of Sparkgrad's, found another page: %s"
            .formatted(RunReport.PAGE, place));
    problems.require(
        out == null
            || page.isFile()
            || !Directory.at(Sessions.hadoop(), out).child(RunReport.PLOTS).exists(),
        "--out: expected a directory without %s, or with a report of Sparkgrad's beside it, found another: %s"
            .formatted(RunReport.PLOTS, place));
  }

  /** So do they tables. */
  private void checkTables(Problems problems) {
    if (csv == null) {
      return;
    }
    for (Directory place : Reports.csvPlaces(runs, csv)) {
      for (String name : CsvTables.files()) {
        String file = place.child(name).toString();
        problems.require(
            new OutputFile("--csv", file, FileKind.RUN_TABLE).isReplaceable(),
            "--csv: expected a directory whose %s is a table of Sparkgrad's, found another file: %s"
                .formatted(name, file));
      }
    }
  }

  private RunReport.Written write() throws IOException {
    Narration narration = common.narration(command);
    if (csv != null) {
      try (SparkSession session = Sessions.start(command.name(), narration)) {
        Reports.writeCsv(session, runs, csv);
      }
    }
    return Reports.write(runs, out == null ? runs.get(0) : out, narration);
  }
}

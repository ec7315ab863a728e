package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.io.Directory;
import org.sparkgrad.report.RunData;
import org.sparkgrad.report.RunReader;
import org.sparkgrad.report.RunReport;
import org.sparkgrad.report.csv.CsvTables;
import org.sparkgrad.report.study.Commentary;

/** Makes reports of runs, as {@code report} and the option of {@code train} and {@code grid} do. */
final class Reports {
  private Reports() {}

  /**
   * @param uris of run directories
   * @param out directory to write into
   */
  static RunReport.Written write(List<String> uris, String out, Narration narration) {
    Configuration hadoop = Sessions.hadoop();
    RunReader reader = new RunReader(hadoop);
    List<RunData> runs = uris.stream().map(reader::read).toList();
    for (RunData run : runs) {
      run.notes().forEach(note -> narration.say("%s: %s", run.name(), note));
    }
    return new RunReport(Reports::shell, Commentary::of).write(runs, Directory.at(hadoop, out));
  }

  /** Writes the tables of runs as CSV, each run's into its own of {@link #csvPlaces}. */
  static void writeCsv(SparkSession session, List<String> uris, String out) {
    List<Directory> places = csvPlaces(uris, out);
    for (int i = 0; i < uris.size(); i++) {
      CsvTables.write(session, Directory.at(Sessions.hadoop(), uris.get(i)), places.get(i));
    }
  }

  /**
   * Where tables go: those of one run into the directory itself, those of several each into one of
   * its own there, named as the run's, with a number if another has that name.
   */
  static List<Directory> csvPlaces(List<String> uris, String out) {
    Directory target = Directory.at(Sessions.hadoop(), out);
    if (uris.size() == 1) {
      return List.of(target);
    }
    List<Directory> places = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String uri : uris) {
      String run = Directory.at(Sessions.hadoop(), uri).name();
      String name = run;
      for (int i = 2; !taken.add(name); i++) {
        name = run + "-" + i;
      }
      places.add(target.child(name));
    }
    return places;
  }

  private static String shell(List<String> words) {
    return words.stream().map(ShellCommand::quoted).collect(Collectors.joining(" "));
  }
}

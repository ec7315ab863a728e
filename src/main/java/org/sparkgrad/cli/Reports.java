package org.sparkgrad.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.io.Directory;
import org.sparkgrad.report.RunData;
import org.sparkgrad.report.RunReader;
import org.sparkgrad.report.RunReport;

/** Makes reports of runs, as {@code report} and the option of {@code train} and {@code grid} do. */
final class Reports {
  private Reports() {}

  /**
   * @param uris of run directories
   * @param out directory to write into
   */
  static RunReport.Written write(
      SparkSession session, List<String> uris, String out, Narration narration) {
    Configuration hadoop = Sessions.hadoop();
    RunReader reader = new RunReader(session, hadoop);
    List<RunData> runs = uris.stream().map(reader::read).toList();
    for (RunData run : runs) {
      run.notes().forEach(note -> narration.say("%s: %s", run.name(), note));
    }
    return new RunReport(Reports::shell, run -> List.of()).write(runs, Directory.at(hadoop, out));
  }

  private static String shell(List<String> words) {
    return words.stream().map(ShellCommand::quoted).collect(Collectors.joining(" "));
  }
}

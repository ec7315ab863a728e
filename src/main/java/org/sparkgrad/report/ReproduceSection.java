package org.sparkgrad.report;

import java.util.List;
import java.util.function.Function;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.TableColumn;
import org.sparkgrad.report.TableView.Entry;

/**
 * How to get the same result again.
 *
 * @param command as it is typed into a shell; empty if the run recorded none
 * @param facts what it depends on, and where it ran
 * @param settings of the model that the page is about
 */
public record ReproduceSection(String command, TableView facts, TableView settings) {
  private static final List<String> MANIFEST =
      List.of(
          "data",
          "data_sha256",
          "train_rows",
          "test_rows",
          "blocks",
          "version",
          "spark_version",
          "java_version",
          "master",
          "started",
          "resumed",
          "ended",
          "run_id");

  static ReproduceSection of(RunData run, Function<List<String>, String> shell) {
    TableView facts = TableView.of("What the run depends on", "name", "value");
    run.reported()
        .ifPresent(
            row -> {
              add(facts, "model", row.cell());
              row.text("seed").ifPresent(seed -> add(facts, "seed", seed));
              row.text("weights_sha256").ifPresent(sha -> add(facts, "weights_sha256", sha));
            });
    for (String name : MANIFEST) {
      run.manifest().text(name).ifPresent(value -> add(facts, name, value));
    }
    run.manifest().machine().forEach((name, value) -> add(facts, "machine: " + name, value));
    TableView settings = TableView.of("Settings of the model", "setting", "value");
    run.reported().ifPresent(row -> addSettings(settings, row));
    List<String> words = run.manifest().commandLine();
    return new ReproduceSection(
        words.isEmpty() ? "" : "submit/sparkgrad " + shell.apply(words), facts, settings);
  }

  private static void add(TableView table, String name, String value) {
    table.add(Entry.of(name), Entry.of(value));
  }

  private static void addSettings(TableView settings, ResultRow row) {
    for (TableColumn each : Hyperparameter.columns()) {
      Object value = row.values().get(each.name());
      if (value != null) {
        add(settings, each.name().replace('_', '-'), Numbers.plain(value));
      }
    }
  }
}

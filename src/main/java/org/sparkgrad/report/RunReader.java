package org.sparkgrad.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.artifact.SavedModel;
import org.sparkgrad.evaluation.ConfusionMatrix;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.JsonFile;
import org.sparkgrad.report.templates.ContactSheet;
import org.sparkgrad.report.templates.Templates;

/** Reads what runs have left in their directories. */
public final class RunReader {
  /** More curves than this, the final model's among them, help nobody, and make a page large. */
  private static final int MOST_CURVES = 65;

  private static final String GRADIENTS = "gradcheck.json";

  private final Configuration hadoop;

  public RunReader(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * Checks that there is a run that this version can read.
   *
   * @throws DataException if there is none, or it has left nothing to report
   */
  public static void require(Configuration hadoop, String uri) {
    Directory directory = Directory.at(hadoop, uri);
    Manifest manifest = Manifest.read(directory);
    if (!directory.child("results").exists()) {
      throw new DataException(
          "report: expected a run with results, found one that is %s, without %s/results%s"
              .formatted(
                  manifest.text("status").orElse("unfinished"),
                  directory,
                  manifest.isDone() ? "" : ": --resume goes on with it"));
    }
  }

  /**
   * Reads a run directory. What a page can do without may be absent or damaged; a note says so.
   *
   * @throws DataException if it is no run directory, or its manifest or results are damaged
   */
  public RunData read(String uri) {
    require(hadoop, uri);
    Directory directory = Directory.at(hadoop, uri);
    Manifest manifest = Manifest.read(directory);
    List<String> notes = new ArrayList<>();
    if (!manifest.isDone()) {
      notes.add(
          "This run is not finished: its manifest says that it is %s. The page shows what there is."
              .formatted(manifest.text("status").orElse("unknown")));
    }
    List<ResultRow> rows = results(directory);
    List<Setting> settings = Setting.varying(rows.stream().filter(row -> !row.isFinal()).toList());
    List<String> withCurves = bestFirst(rows);
    if (withCurves.size() > MOST_CURVES) {
      notes.add(
          "Curves are shown of the best %d of %d cells.".formatted(MOST_CURVES, withCurves.size()));
      withCurves = withCurves.subList(0, MOST_CURVES);
    }
    List<String> shown = withCurves;
    RunData run =
        new RunData(
            directory.toString(),
            directory.name(),
            manifest,
            rows,
            settings,
            table(directory, "curves")
                .readingIfWhole(table -> CurveTable.read(table, shown), notes)
                .orElse(List.of()),
            table(directory, "confusion")
                .readingIfWhole(RunReader::confusions, notes)
                .orElse(List.of()),
            table(directory, "predictions")
                .readingIfWhole(RunReader::predictions, notes)
                .flatMap(each -> each),
            table(directory, "examples")
                .readingIfWhole(RunReader::examples, notes)
                .orElse(List.of()),
            gradients(directory, notes),
            Optional.empty(),
            notes);
    return run.with(run.reported().flatMap(row -> templates(row, directory, notes)));
  }

  private Optional<ContactSheet> templates(ResultRow row, Directory run, List<String> notes) {
    Directory model = run.child("models").child(row.cell());
    if (!model.exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SavedModel.read(hadoop, model.toString()))
          .filter(trained -> Templates.problem(trained).isEmpty())
          .map(Templates::of);
    } catch (DataException e) {
      notes.add(e.getMessage());
      return Optional.empty();
    }
  }

  private RunTable table(Directory directory, String name) {
    return new RunTable(hadoop, directory, name);
  }

  private List<ResultRow> results(Directory directory) {
    List<ResultRow> rows =
        table(directory, "results")
            .reading(
                table ->
                    table.rows("cell", "status").stream()
                        .map(row -> new ResultRow(row.values()))
                        .toList());
    if (rows.isEmpty()) {
      throw new DataException(
          "report: read %s/results: expected a row per cell, found none".formatted(directory));
    }
    return rows;
  }

  private static List<String> bestFirst(List<ResultRow> rows) {
    return rows.stream()
        .sorted(
            Comparator.comparing((ResultRow row) -> !row.isFinal())
                .thenComparing(row -> !row.isOk())
                .thenComparing(row -> -RunData.score(row)))
        .map(ResultRow::cell)
        .toList();
  }

  private static List<Confusion> confusions(RunTable table) throws IOException {
    Map<List<String>, List<TableRow>> byCellAndPart = new LinkedHashMap<>();
    for (TableRow row : table.rows("cell", "part", "label", "label_name", "prediction", "rows")) {
      List<String> key = List.of(row.text("cell"), row.text("part"));
      byCellAndPart.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
    }
    List<Confusion> confusions = new ArrayList<>();
    byCellAndPart.forEach((key, rows) -> confusions.add(confusion(key.get(0), key.get(1), rows)));
    return confusions;
  }

  private static Confusion confusion(String cell, String part, List<TableRow> rows) {
    int classes = (int) Math.round(Math.sqrt(rows.size()));
    if ((long) classes * classes != rows.size()) {
      throw new IllegalArgumentException(
          "cell %s, part %s: expected a row for each label and prediction, found %d rows"
              .formatted(cell, part, rows.size()));
    }
    ConfusionMatrix matrix = new ConfusionMatrix(classes);
    String[] names = new String[classes];
    for (TableRow row : rows) {
      int label = row.integer("label");
      names[label] = row.text("label_name");
      matrix.add(label, row.integer("prediction"), row.count("rows"));
    }
    return new Confusion(cell, part, List.of(names), matrix);
  }

  private static Optional<Predictions> predictions(RunTable table) throws IOException {
    List<TableRow> rows =
        table.rows("cell", "row", "label", "prediction", "probability", "probabilities");
    rows.sort(Comparator.comparingLong(row -> row.count("row")));
    return rows.isEmpty() ? Optional.empty() : Optional.of(new Predictions(rows));
  }

  private static List<Example> examples(RunTable table) throws IOException {
    return table.rows("kind", "rank", "row", "label_name", "prediction_name", "image").stream()
        .map(Example::of)
        .sorted(Comparator.comparingInt(Example::rank))
        .toList();
  }

  private static List<GradientLine> gradients(Directory directory, List<String> notes) {
    if (!directory.holds(GRADIENTS)) {
      return List.of();
    }
    try {
      return JsonFile.read("report", directory, GRADIENTS).objects("checks").stream()
          .map(GradientLine::new)
          .toList();
    } catch (DataException e) {
      notes.add(e.getMessage().replaceFirst("^report: ", ""));
      return List.of();
    }
  }
}

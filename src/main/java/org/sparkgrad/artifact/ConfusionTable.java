package org.sparkgrad.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.sparkgrad.evaluation.ConfusionMatrix;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.train.CellResult;

/**
 * The {@code confusion} table: for each cell, each part that it was evaluated on ({@code train},
 * {@code validation}, {@code test}), each class and each prediction, how many rows there are.
 */
final class ConfusionTable {
  /** One entry of one confusion matrix. */
  record Entry(String cell, String part, String label, String prediction, long rows) {}

  static final List<Column<Entry>> COLUMNS =
      List.of(
          new Column<>("cell", DataTypes.StringType, Entry::cell),
          new Column<>("part", DataTypes.StringType, Entry::part),
          new Column<>("label", DataTypes.StringType, Entry::label),
          new Column<>("prediction", DataTypes.StringType, Entry::prediction),
          new Column<>("rows", DataTypes.LongType, Entry::rows));

  private ConfusionTable() {}

  static Stream<Entry> entries(CellResult result) {
    List<Entry> entries = new ArrayList<>();
    addPart(entries, result, "train", result.train());
    addPart(entries, result, "validation", result.validation());
    addPart(entries, result, "test", result.test());
    return entries.stream();
  }

  private static void addPart(
      List<Entry> entries, CellResult result, String part, Optional<Evaluation> evaluation) {
    if (evaluation.isEmpty()) {
      return;
    }
    ConfusionMatrix matrix = evaluation.get().confusion();
    List<String> names = result.model().orElseThrow().classNames();
    for (int label = 0; label < matrix.classes(); label++) {
      for (int prediction = 0; prediction < matrix.classes(); prediction++) {
        entries.add(
            new Entry(
                result.cell().name(),
                part,
                names.get(label),
                names.get(prediction),
                matrix.count(label, prediction)));
      }
    }
  }
}

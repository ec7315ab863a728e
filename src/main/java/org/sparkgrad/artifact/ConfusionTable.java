package org.sparkgrad.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.sparkgrad.evaluation.ConfusionMatrix;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.train.CellResult;

/**
 * The {@code confusion} table: for each cell, each part that it was evaluated on ({@code train},
 * {@code validation}, {@code test}), each class and each prediction, how many rows there are.
 */
final class ConfusionTable {
  /** One entry of one confusion matrix. */
  record Entry(Part part, ClassLabel label, ClassLabel prediction, long rows) {}

  /**
   * What a confusion matrix is of.
   *
   * @param views that scores are averages over
   */
  private record Part(String cell, String name, TestViews views) {}

  /** A class by its number and its name. */
  record ClassLabel(int number, String name) {}

  static final List<Column<Entry>> COLUMNS =
      List.of(
          new Column<>("cell", DataTypes.StringType, entry -> entry.part().cell()),
          new Column<>("part", DataTypes.StringType, entry -> entry.part().name()),
          new Column<>("label", DataTypes.IntegerType, entry -> entry.label().number()),
          new Column<>("label_name", DataTypes.StringType, entry -> entry.label().name()),
          new Column<>("prediction", DataTypes.IntegerType, entry -> entry.prediction().number()),
          new Column<>("prediction_name", DataTypes.StringType, entry -> entry.prediction().name()),
          new Column<>("rows", DataTypes.LongType, Entry::rows),
          new Column<>("test_views", DataTypes.StringType, entry -> entry.part().views().label()));

  private ConfusionTable() {}

  /**
   * @param names of the classes, by their numbers
   */
  static Stream<Entry> entries(CellResult result, List<String> names) {
    String cell = result.cell().name();
    return Stream.of(
            entries(new Part(cell, "train", TestViews.NONE), result.train(), names),
            entries(new Part(cell, "validation", TestViews.NONE), result.validation(), names),
            entries(
                new Part(cell, "test", result.testViews().orElse(TestViews.NONE)),
                result.test(),
                names))
        .flatMap(List::stream);
  }

  private static List<Entry> entries(
      Part part, Optional<Evaluation> evaluation, List<String> names) {
    if (evaluation.isEmpty()) {
      return List.of();
    }
    ConfusionMatrix matrix = evaluation.get().confusion();
    List<Entry> entries = new ArrayList<>();
    for (int label = 0; label < matrix.classes(); label++) {
      for (int prediction = 0; prediction < matrix.classes(); prediction++) {
        entries.add(
            new Entry(
                part,
                new ClassLabel(label, names.get(label)),
                new ClassLabel(prediction, names.get(prediction)),
                matrix.count(label, prediction)));
      }
    }
    return entries;
  }
}

package org.sparkgrad.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the table {@code curves/}, whose rows may be many: into arrays, one by one. */
final class CurveTable {
  private static final List<String> COLUMNS =
      List.of(
          "iteration",
          "epoch",
          "learning_rate",
          "data_loss",
          "penalty",
          "train_accuracy",
          "validation_accuracy",
          "validation_loss");

  private CurveTable() {}

  /** The curves of these cells, in their order; those that have none are left out. */
  static List<Curve> read(RunTable table, List<String> cells) throws IOException {
    Map<String, List<double[]>> points = new LinkedHashMap<>();
    cells.forEach(cell -> points.put(cell, new ArrayList<>()));
    table.forEach(
        List.of("cell", "iteration", "learning_rate", "data_loss", "penalty"),
        row -> {
          List<double[]> own = points.get(row.text("cell"));
          if (own != null) {
            own.add(COLUMNS.stream().mapToDouble(row::number).toArray());
          }
        });
    return points.entrySet().stream()
        .filter(each -> !each.getValue().isEmpty())
        .map(each -> curve(each.getKey(), each.getValue()))
        .toList();
  }

  private static Curve curve(String cell, List<double[]> points) {
    points.sort(Comparator.comparingDouble(point -> point[0]));
    double[][] columns = new double[COLUMNS.size()][points.size()];
    for (int i = 0; i < points.size(); i++) {
      for (int j = 0; j < columns.length; j++) {
        columns[j][i] = points.get(i)[j];
      }
    }
    return new Curve(
        cell,
        columns[0],
        columns[1],
        columns[2],
        columns[3],
        columns[4],
        columns[5],
        columns[6],
        columns[7]);
  }
}

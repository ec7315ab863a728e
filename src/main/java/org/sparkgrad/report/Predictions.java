package org.sparkgrad.report;

import java.util.Arrays;
import java.util.List;

/**
 * What a model predicts for each test image, in the order of the rows: the table {@code
 * predictions/}.
 */
public final class Predictions {
  private final String cell;
  private final long[] rows;
  private final int[] labels;
  private final int[] predicted;
  private final double[] probabilities;
  private final int[] labelRanks;

  /**
   * @param table by ascending row, at least one row
   */
  Predictions(List<TableRow> table) {
    cell = table.get(0).text("cell");
    rows = table.stream().mapToLong(row -> row.count("row")).toArray();
    labels = table.stream().mapToInt(row -> row.integer("label")).toArray();
    predicted = table.stream().mapToInt(row -> row.integer("prediction")).toArray();
    probabilities = table.stream().mapToDouble(row -> row.number("probability")).toArray();
    labelRanks =
        table.stream()
            .mapToInt(row -> rank(row.numbers("probabilities"), row.integer("label")))
            .toArray();
  }

  /** How many classes come before the label; of equal probabilities those of the lower numbers. */
  private static int rank(List<Double> probabilities, int label) {
    int before = 0;
    for (int each = 0; each < probabilities.size(); each++) {
      int order = Double.compare(probabilities.get(each), probabilities.get(label));
      before += order > 0 || (order == 0 && each < label) ? 1 : 0;
    }
    return before;
  }

  String cell() {
    return cell;
  }

  int size() {
    return rows.length;
  }

  double probability(int index) {
    return probabilities[index];
  }

  boolean isRight(int index) {
    return labels[index] == predicted[index];
  }

  /** Rows whose label is among the {@code k} most probable classes. */
  Share top(int k) {
    return new Share(Arrays.stream(labelRanks).filter(rank -> rank < k).count(), rows.length);
  }

  Share accuracy() {
    long right = 0;
    for (int i = 0; i < rows.length; i++) {
      right += isRight(i) ? 1 : 0;
    }
    return new Share(right, rows.length);
  }

  /** Whether both are of the same images. */
  boolean areOfSameRows(Predictions other) {
    return Arrays.equals(rows, other.rows) && Arrays.equals(labels, other.labels);
  }

  /** Compares with another model's of the same images. */
  McNemar against(Predictions other) {
    long[] counts = new long[4];
    for (int i = 0; i < rows.length; i++) {
      counts[(isRight(i) ? 0 : 2) + (other.isRight(i) ? 0 : 1)]++;
    }
    return new McNemar(counts[0], counts[1], counts[2], counts[3]);
  }
}

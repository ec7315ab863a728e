package org.sparkgrad.report;

import java.util.Base64;
import org.apache.spark.sql.Row;

/**
 * A test image worth a look, as the table {@code examples/} has it.
 *
 * @param kind {@code worst_mistake} or {@code least_sure_right}
 * @param image a PNG file
 */
public record Example(
    String kind,
    int rank,
    long row,
    String label,
    String prediction,
    double probability,
    double labelProbability,
    byte[] image) {

  static Example of(Row row) {
    return new Example(
        row.getAs("kind"),
        row.<Number>getAs("rank").intValue(),
        row.<Number>getAs("row").longValue(),
        row.getAs("label_name"),
        row.getAs("prediction_name"),
        row.getAs("probability"),
        row.getAs("label_probability"),
        row.getAs("image"));
  }

  /** The image as a page holds it. */
  String source() {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(image);
  }
}

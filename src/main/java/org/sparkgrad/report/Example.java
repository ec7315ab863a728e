package org.sparkgrad.report;

import java.util.Base64;

/**
 * A test image worth a look, as the table {@code examples/} has it.
 *
 * @param kind {@code worst_mistake} or {@code least_sure_right}
 * @param image a PNG file; null if the row is no picture
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

  static Example of(TableRow row) {
    return new Example(
        row.text("kind"),
        row.integer("rank"),
        row.count("row"),
        row.text("label_name"),
        row.text("prediction_name"),
        row.number("probability"),
        row.number("label_probability"),
        row.bytes("image"));
  }

  /** The image as a page holds it. */
  String source() {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(image);
  }
}

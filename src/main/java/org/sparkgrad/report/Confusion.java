package org.sparkgrad.report;

import java.util.List;
import org.sparkgrad.evaluation.ConfusionMatrix;

/**
 * A cell's confusion matrix on a part of the data.
 *
 * @param part {@code train}, {@code validation} or {@code test}
 * @param classes their names
 */
public record Confusion(String cell, String part, List<String> classes, ConfusionMatrix matrix) {

  Share accuracy() {
    return new Share(matrix.correct(), matrix.rows());
  }
}

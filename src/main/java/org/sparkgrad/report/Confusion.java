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
    long right = 0;
    for (int i = 0; i < matrix.classes(); i++) {
      right += matrix.count(i, i);
    }
    return new Share(right, matrix.rows());
  }
}

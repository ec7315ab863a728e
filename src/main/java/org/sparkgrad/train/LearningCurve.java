package org.sparkgrad.train;

import java.util.List;

/**
 * The learning curve of a cell.
 *
 * @param points one per iteration
 * @param rowsPerIteration rows of a batch
 * @param trainRows rows of the training part
 */
public record LearningCurve(List<CurvePoint> points, int rowsPerIteration, int trainRows) {
  static final LearningCurve NONE = new LearningCurve(List.of(), 0, 0);

  /** The same without its points. */
  LearningCurve withoutPoints() {
    return new LearningCurve(List.of(), rowsPerIteration, trainRows);
  }

  /** How often the training part has been read after an iteration: rows read / training rows. */
  public double epoch(CurvePoint point) {
    return (double) ((point.iteration() + 1) * rowsPerIteration) / trainRows;
  }
}

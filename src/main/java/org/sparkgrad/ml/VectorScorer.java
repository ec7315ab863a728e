package org.sparkgrad.ml;

import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.evaluation.LocalScorer;
import org.sparkgrad.io.DataException;

/** Scores one vector at a time, numbers or pixels, where it is. */
final class VectorScorer {
  private final LocalScorer scorer;
  private final RowPacker packer;
  private final RowReader reader;

  VectorScorer(LocalScorer scorer, DataShape input) {
    this.scorer = scorer;
    packer = RowPacker.of(input);
    reader = RowReader.ofVectors(input.image());
  }

  /**
   * The score of each class.
   *
   * @throws DataException if it is not what the model takes
   */
  synchronized Vector scores(Vector features) {
    try {
      RowValues row = packer.checked(reader.read(features));
      return Vectors.dense(wide(scorer.scores(packer.pack(List.of(row))), 0, scorer.classes()));
    } catch (BadRowException e) {
      throw new DataException("predict: " + e.getMessage(), e);
    }
  }

  /** The scores of a row of a matrix of rows x classes. */
  static double[] wide(float[] scores, int row, int classes) {
    double[] wide = new double[classes];
    for (int j = 0; j < classes; j++) {
      wide[j] = scores[row * classes + j];
    }
    return wide;
  }
}

package org.sparkgrad.evaluation;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.feature.SeenRows;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;

/** Evaluates one model on ranges of rows of a distributed data set, all ranges in one job. */
public final class Evaluator implements Serializable {
  private static final long serialVersionUID = 1L;

  private final GroupEvaluator group;
  private final float[] parameters;

  /**
   * @param seen how rows of blocks are seen
   */
  public Evaluator(
      Model model, Loss loss, FeatureScaling scaling, SeenRows seen, float[] parameters) {
    group = new GroupEvaluator(model, loss, scaling, seen);
    this.parameters = parameters;
  }

  /** Of rows as they stand in the blocks. */
  public Evaluator(Model model, Loss loss, FeatureScaling scaling, float[] parameters) {
    this(model, loss, scaling, SeenRows.AS_THEY_STAND, parameters);
  }

  /** The evaluation of each range, in their order. */
  public List<Evaluation> evaluate(JavaRDD<Block> blocks, List<RowRange> ranges) {
    return group.evaluate(blocks, ranges, List.of(parameters)).get(0);
  }

  /** The evaluation of one range. */
  public Evaluation evaluate(JavaRDD<Block> blocks, RowRange range) {
    return evaluate(blocks, List.of(range)).get(0);
  }

  Loss loss() {
    return group.loss();
  }

  TestViews testViews() {
    return group.testViews();
  }

  /** Scores rows, for one thread: what can be prepared for many is prepared once. */
  Scorer scorer() {
    return group.scorer(1, parameters);
  }

  /** The class with the largest of the scores that start at {@code from}; the first of equals. */
  public static int prediction(float[] scores, int from, int classes) {
    int best = 0;
    for (int j = 1; j < classes; j++) {
      if (scores[from + j] > scores[from + best]) {
        best = j;
      }
    }
    return best;
  }

  /** How many classes come before {@code label} if the largest score is first, as above. */
  static int rank(int label, float[] scores, int from, int classes) {
    float own = scores[from + label];
    int rank = 0;
    for (int j = 0; j < classes; j++) {
      rank += scores[from + j] > own || (scores[from + j] == own && j < label) ? 1 : 0;
    }
    return rank;
  }
}

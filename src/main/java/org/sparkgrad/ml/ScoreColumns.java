package org.sparkgrad.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.SoftmaxCrossEntropy;

/** Adds what a model says of a row to it: raw predictions, probabilities, the prediction. */
final class ScoreColumns implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Loss loss;
  private final double[] thresholds;
  private final int given;
  private final int length;

  // Where they go; -1 for nowhere.
  private final int raw;
  private final int probability;
  private final int prediction;

  /**
   * @param thresholds one per class; none to predict the class with the largest score
   * @param given columns of a row before
   * @param out all columns after
   * @param names of raw predictions, probabilities and predictions; empty for not at all
   */
  ScoreColumns(Loss loss, double[] thresholds, int given, List<String> out, List<String> names) {
    this.loss = loss;
    this.thresholds = thresholds;
    this.given = given;
    length = out.size();
    raw = place(out, names.get(0));
    probability = place(out, names.get(1));
    prediction = place(out, names.get(2));
  }

  private static int place(List<String> out, String name) {
    return name.isEmpty() ? -1 : out.lastIndexOf(name);
  }

  /**
   * The row with its columns.
   *
   * @param scores one per class; kept
   */
  Row add(Row row, double[] scores) {
    Object[] all = new Object[length];
    for (int i = 0; i < given; i++) {
      all[i] = row.get(i);
    }
    boolean needed = probability >= 0 || thresholds.length > 0;
    double[] probabilities = needed ? probabilities(loss, scores) : scores;
    if (raw >= 0) {
      all[raw] = Vectors.dense(scores);
    }
    if (probability >= 0) {
      all[probability] = Vectors.dense(probabilities);
    }
    if (prediction >= 0) {
      all[prediction] = (double) choice(thresholds.length > 0 ? probabilities : scores);
    }
    return RowFactory.create(all);
  }

  /**
   * The class with the largest value, each divided by its threshold if there are thresholds; the
   * first of equals. A class whose threshold is 0 is chosen unless its probability is 0 too.
   */
  private int choice(double[] values) {
    int best = 0;
    double largest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < values.length; j++) {
      double scaled = thresholds.length > 0 ? values[j] / thresholds[j] : values[j];
      if (scaled > largest) {
        largest = scaled;
        best = j;
      }
    }
    return best;
  }

  /**
   * The probabilities of the classes, or where the loss fits none, the softmax of the scores.
   *
   * @param scores one per class; not modified
   */
  static double[] probabilities(Loss loss, double[] scores) {
    double[] own = Arrays.copyOf(scores, scores.length);
    return loss.probabilities(own)
        .or(() -> new SoftmaxCrossEntropy().probabilities(own))
        .orElseThrow();
  }
}

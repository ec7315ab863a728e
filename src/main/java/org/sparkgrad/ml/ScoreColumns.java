package org.sparkgrad.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.util.SchemaUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.SoftmaxCrossEntropy;

/** Adds what a model says of a row to it: raw predictions, probabilities, the prediction. */
final class ScoreColumns implements Serializable {
  /** The prediction for a row whose scores are not all finite; evaluators count it as wrong. */
  static final double NO_CLASS = -1;

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
   * A schema with the columns that a model adds.
   *
   * @param names of predictions, raw predictions and probabilities; empty for not at all
   */
  static StructType schema(StructType schema, List<String> names) {
    List<DataType> types =
        List.of(DataTypes.DoubleType, SQLDataTypes.VectorType(), SQLDataTypes.VectorType());
    StructType all = schema;
    for (int i = 0; i < types.size(); i++) {
      all = SchemaUtils.appendColumn(all, names.get(i), types.get(i), false);
    }
    return all;
  }

  /** Scores that say nothing: a NaN for each class. */
  static double[] unknown(int classes) {
    double[] scores = new double[classes];
    Arrays.fill(scores, Double.NaN);
    return scores;
  }

  static boolean areFinite(double[] scores) {
    for (double score : scores) {
      if (!Double.isFinite(score)) {
        return false;
      }
    }
    return true;
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
      double[] values = thresholds.length > 0 ? probabilities : scores;
      all[prediction] = areFinite(scores) ? choice(values) : NO_CLASS;
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
   * The probabilities of the classes, or if the loss fits none, the softmax of the scores; 0 for
   * each class if a score is not finite, which evaluators count as the largest loss.
   *
   * @param scores one per class; not modified
   */
  static double[] probabilities(Loss loss, double[] scores) {
    if (!areFinite(scores)) {
      return new double[scores.length];
    }
    double[] own = Arrays.copyOf(scores, scores.length);
    return loss.probabilities(own)
        .or(() -> new SoftmaxCrossEntropy().probabilities(own))
        .orElseThrow();
  }
}

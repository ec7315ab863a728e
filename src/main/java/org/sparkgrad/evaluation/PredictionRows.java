package org.sparkgrad.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.loss.Loss;

/**
 * Rows of a table of predictions: {@code row} (its number in the data set, or among the pictures by
 * path), {@code label} and {@code label_name}, null for pictures, {@code prediction} and {@code
 * prediction_name}, {@code scores}, one per class, {@code probabilities}, one per class, {@code
 * path}, null for a data set, {@code probability} of the prediction, {@code top_5}, the names of
 * the five classes with the highest scores, {@code top_5_probabilities}, {@code error}, why there
 * is no prediction, and {@code test_views}, the views that the scores are averages over.
 * Probabilities are null for a loss that gives none.
 */
final class PredictionRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int TOP = 5;

  static final StructType SCHEMA =
      new StructType()
          .add("row", DataTypes.IntegerType)
          .add("label", DataTypes.IntegerType)
          .add("label_name", DataTypes.StringType)
          .add("prediction", DataTypes.IntegerType)
          .add("prediction_name", DataTypes.StringType)
          .add("scores", DataTypes.createArrayType(DataTypes.FloatType))
          .add("probabilities", DataTypes.createArrayType(DataTypes.FloatType))
          .add("path", DataTypes.StringType)
          .add("probability", DataTypes.FloatType)
          .add("top_5", DataTypes.createArrayType(DataTypes.StringType))
          .add("top_5_probabilities", DataTypes.createArrayType(DataTypes.FloatType))
          .add("error", DataTypes.StringType)
          .add("test_views", DataTypes.StringType);

  private final Loss loss;
  private final String views;
  private final ArrayList<String> names;

  PredictionRows(Evaluator evaluator, List<String> classNames) {
    loss = evaluator.loss();
    views = evaluator.testViews().label();
    names = new ArrayList<>(classNames);
  }

  Row ofLabelled(ScoredRow scored) {
    return row(scored, scored.label(), names.get(scored.label()), null);
  }

  Row ofPicture(ScoredRow scored, String path) {
    return row(scored, null, null, path);
  }

  Row ofError(int row, String path, String error) {
    return RowFactory.create(
        row, null, null, null, null, null, null, path, null, null, null, error, views);
  }

  private Row row(ScoredRow scored, Integer label, String labelName, String path) {
    Float[] scores = new Float[scored.scores().length];
    Arrays.setAll(scores, j -> scored.scores()[j]);
    int prediction = scored.prediction();
    List<Integer> top = scored.top(TOP);
    Optional<Float[]> probabilities = probabilities(scored);
    return RowFactory.create(
        scored.row(),
        label,
        labelName,
        prediction,
        names.get(prediction),
        scores,
        probabilities.orElse(null),
        path,
        probabilities.map(found -> found[prediction]).orElse(null),
        top.stream().map(names::get).toArray(String[]::new),
        probabilities
            .map(found -> top.stream().map(each -> found[each]).toArray(Float[]::new))
            .orElse(null),
        null,
        views);
  }

  private Optional<Float[]> probabilities(ScoredRow scored) {
    return loss.probabilities(scored.wideScores())
        .map(found -> Arrays.stream(found).mapToObj(each -> (float) each).toArray(Float[]::new));
  }
}

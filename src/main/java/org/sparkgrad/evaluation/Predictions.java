package org.sparkgrad.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.data.Block;
import org.sparkgrad.loss.Loss;

/**
 * A table of predictions: {@code row} (its number in the data set), {@code label} and {@code
 * prediction} (numbers of classes), {@code scores}, one per class, {@code probabilities}, one per
 * class, which are null for a loss that gives none, {@code label_name} and {@code prediction_name}.
 */
public final class Predictions {
  private static final StructType SCHEMA =
      new StructType()
          .add("row", DataTypes.IntegerType)
          .add("label", DataTypes.IntegerType)
          .add("label_name", DataTypes.StringType)
          .add("prediction", DataTypes.IntegerType)
          .add("prediction_name", DataTypes.StringType)
          .add("scores", DataTypes.createArrayType(DataTypes.FloatType))
          .add("probabilities", DataTypes.createArrayType(DataTypes.FloatType));

  private Predictions() {}

  /** One row for each image; scores are made as the table is read. */
  public static Dataset<Row> table(
      SparkSession session, JavaRDD<Block> blocks, Evaluator evaluator, List<String> classNames) {
    List<String> names = new ArrayList<>(classNames);
    JavaRDD<Row> rows = blocks.flatMap(block -> predict(block, evaluator, names).iterator());
    return session.createDataFrame(rows, SCHEMA);
  }

  private static List<Row> predict(Block block, Evaluator evaluator, List<String> names) {
    int classes = names.size();
    float[] scores = evaluator.scores(block, block.rows());
    List<Row> rows = new ArrayList<>();
    for (int row = block.firstRow(); row < block.endRow(); row++) {
      int from = (row - block.firstRow()) * classes;
      Float[] own = new Float[classes];
      Arrays.setAll(own, j -> scores[from + j]);
      int label = block.label(row);
      int prediction = Evaluator.prediction(scores, from, classes);
      rows.add(
          RowFactory.create(
              row,
              label,
              names.get(label),
              prediction,
              names.get(prediction),
              own,
              probabilities(evaluator.loss(), own)));
    }
    return rows;
  }

  private static Float[] probabilities(Loss loss, Float[] scores) {
    double[] ofRow = new double[scores.length];
    Arrays.setAll(ofRow, j -> scores[j]);
    return loss.probabilities(ofRow)
        .map(found -> Arrays.stream(found).mapToObj(each -> (float) each).toArray(Float[]::new))
        .orElse(null);
  }
}

package org.sparkgrad.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.loss.Loss;
import scala.Tuple2;

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
    JavaRDD<Row> rows =
        blocks
            .flatMap(
                block ->
                    Scorer.chunks(block.rows()).stream()
                        .map(chunk -> new Tuple2<>(block, chunk))
                        .iterator())
            .mapPartitions(chunks -> predict(chunks, evaluator, names));
    return session.createDataFrame(rows, SCHEMA);
  }

  /** A few rows are scored at a time, as they are asked for. */
  private static Iterator<Row> predict(
      Iterator<Tuple2<Block, RowRange>> chunks, Evaluator evaluator, List<String> names) {
    Scorer scorer = evaluator.scorer();
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(chunks, 0), false)
        .flatMap(chunk -> predict(chunk._1(), chunk._2(), scorer, evaluator.loss(), names).stream())
        .iterator();
  }

  private static List<Row> predict(
      Block block, RowRange chunk, Scorer scorer, Loss loss, List<String> names) {
    int classes = names.size();
    float[] scores = scorer.scores(block, chunk);
    List<Row> rows = new ArrayList<>();
    for (int row = chunk.start(); row < chunk.end(); row++) {
      int from = (row - chunk.start()) * classes;
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
              probabilities(loss, own)));
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

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
    Loss loss = evaluator.loss();
    JavaRDD<Row> rows = scored(blocks, evaluator).map(each -> row(each, loss, names));
    return session.createDataFrame(rows, SCHEMA);
  }

  /** The scores of each row of the blocks, a few rows at a time, as they are asked for. */
  public static JavaRDD<ScoredRow> scored(JavaRDD<Block> blocks, Evaluator evaluator) {
    return blocks
        .flatMap(
            block ->
                Scorer.chunks(block.rows()).stream()
                    .map(chunk -> new Tuple2<>(block, chunk))
                    .iterator())
        .mapPartitions(chunks -> score(chunks, evaluator.scorer()));
  }

  private static Iterator<ScoredRow> score(
      Iterator<Tuple2<Block, RowRange>> chunks, Scorer scorer) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(chunks, 0), false)
        .flatMap(chunk -> score(chunk._1(), chunk._2(), scorer).stream())
        .iterator();
  }

  private static List<ScoredRow> score(Block block, RowRange chunk, Scorer scorer) {
    float[] scores = scorer.scores(block, chunk);
    int classes = scores.length / chunk.size();
    List<ScoredRow> rows = new ArrayList<>();
    for (int row = chunk.start(); row < chunk.end(); row++) {
      int from = (row - chunk.start()) * classes;
      float[] own = Arrays.copyOfRange(scores, from, from + classes);
      rows.add(new ScoredRow(row, block.label(row), own));
    }
    return rows;
  }

  private static Row row(ScoredRow scored, Loss loss, List<String> names) {
    Float[] scores = new Float[scored.scores().length];
    Arrays.setAll(scores, j -> scored.scores()[j]);
    return RowFactory.create(
        scored.row(),
        scored.label(),
        names.get(scored.label()),
        scored.prediction(),
        names.get(scored.prediction()),
        scores,
        probabilities(scored, loss));
  }

  private static Float[] probabilities(ScoredRow scored, Loss loss) {
    return loss.probabilities(scored.wideScores())
        .map(found -> Arrays.stream(found).mapToObj(each -> (float) each).toArray(Float[]::new))
        .orElse(null);
  }
}

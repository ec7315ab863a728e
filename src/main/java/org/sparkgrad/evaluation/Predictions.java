package org.sparkgrad.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.picture.PictureChunk;
import scala.Tuple2;

/** What a model predicts, as tables; see {@link PredictionRows} for their columns. */
public final class Predictions {
  private Predictions() {}

  /** One row for each image of a data set; scores are made as the table is read. */
  public static Dataset<Row> table(
      SparkSession session, JavaRDD<Block> blocks, Evaluator evaluator, List<String> classNames) {
    PredictionRows rows = new PredictionRows(evaluator, classNames);
    return session.createDataFrame(
        scored(blocks, evaluator).map(rows::ofLabelled), PredictionRows.SCHEMA);
  }

  /**
   * One row for each picture; scores are made as the table is read.
   *
   * @param blocks the images of each chunk, or the features of these
   */
  public static Dataset<Row> table(
      SparkSession session,
      JavaRDD<PictureChunk> chunks,
      JavaRDD<Block> blocks,
      Evaluator evaluator,
      List<String> classNames) {
    PredictionRows rows = new PredictionRows(evaluator, classNames);
    JavaRDD<Row> all =
        blocks
            .zip(chunks)
            .mapPartitions(
                pairs -> {
                  Scorer scorer = evaluator.scorer();
                  return each(pairs, pair -> ofPictures(pair._1(), pair._2(), scorer, rows));
                });
    return session.createDataFrame(all, PredictionRows.SCHEMA);
  }

  private static List<Row> ofPictures(
      Block block, PictureChunk chunk, Scorer scorer, PredictionRows rows) {
    List<Row> all = new ArrayList<>();
    for (ScoredRow each : score(block, block.rows(), scorer)) {
      String path = chunk.path(each.row());
      String error = chunk.error(each.row());
      all.add(error == null ? rows.ofPicture(each, path) : rows.ofError(each.row(), path, error));
    }
    return all;
  }

  /**
   * Blocks of images cut into blocks of a few, so that no task computes and holds the features of a
   * whole block.
   */
  public static JavaRDD<Block> chunks(JavaRDD<Block> images) {
    return images.flatMap(
        block -> ChunkInputs.chunks(block.rows()).stream().map(block::part).iterator());
  }

  /** The scores of each row of the blocks, a few rows at a time, as they are asked for. */
  public static JavaRDD<ScoredRow> scored(JavaRDD<Block> blocks, Evaluator evaluator) {
    return blocks
        .flatMap(
            block ->
                ChunkInputs.chunks(block.rows()).stream()
                    .map(chunk -> new Tuple2<>(block, chunk))
                    .iterator())
        .mapPartitions(
            chunks -> {
              Scorer scorer = evaluator.scorer();
              return each(chunks, chunk -> score(chunk._1(), chunk._2(), scorer));
            });
  }

  /** What is made of each part, a part at a time. */
  private static <P, R> Iterator<R> each(Iterator<P> parts, Function<P, List<R>> made) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(parts, 0), false)
        .flatMap(part -> made.apply(part).stream())
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
}

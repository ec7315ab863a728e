package org.sparkgrad.ml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.TinyCifar;

/** Tables of small images whose classes a linear model tells apart: id, label, pixels. */
public final class ImageTable {
  static final String SHAPE = "3x32x32";
  static final int ROWS = 160;

  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("label", DataTypes.IntegerType)
          .add("features", SQLDataTypes.VectorType());

  private ImageTable() {}

  /** Trains in a moment. */
  public static SparkgradClassifier classifier() {
    return new SparkgradClassifier()
        .setImageShape(SHAPE)
        .setIterations(4)
        .setBatchSize(80)
        .setBlocks(3);
  }

  static byte[] pixels(int row) {
    return TinyCifar.image(row % TinyCifar.CLASSES, row);
  }

  static double[] values(int row) {
    byte[] pixels = pixels(row);
    double[] values = new double[pixels.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = pixels[k] & 0xFF;
    }
    return values;
  }

  /** Ids from 0 on, vectors of pixels. */
  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      rows.add(RowFactory.create((long) row, row % TinyCifar.CLASSES, Vectors.dense(values(row))));
    }
    return rows;
  }

  static Dataset<Row> of(SparkSession session, List<Row> rows) {
    return session.createDataFrame(rows, SCHEMA);
  }

  static Dataset<Row> of(SparkSession session) {
    return of(session, rows());
  }

  /** The same rows in another order. */
  public static Dataset<Row> shuffled(SparkSession session, int partitions, long seed) {
    List<Row> rows = rows();
    Collections.shuffle(rows, new Random(seed));
    return of(session, rows).repartition(partitions);
  }
}

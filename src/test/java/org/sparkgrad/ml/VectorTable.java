package org.sparkgrad.ml;

import java.util.ArrayList;
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

/** Tables of short vectors: id, label, features, held; each class has a large value of its own. */
final class VectorTable {
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("label", DataTypes.DoubleType)
          .add("features", SQLDataTypes.VectorType())
          .add("held", DataTypes.BooleanType);

  private VectorTable() {}

  /** Whole numbers from 0 to 12; the value of the class has 6 more than the others. */
  static double[] values(int row, int classes) {
    Random random = new Random(row);
    double[] values = new double[classes];
    for (int k = 0; k < classes; k++) {
      values[k] = random.nextInt(7) + (row % classes == k ? 6 : 0);
    }
    return values;
  }

  /** Every fifth row is held out. */
  static Dataset<Row> of(SparkSession session, int rows, int classes) {
    List<Row> all = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      double[] values = values(row, classes);
      double label = row % classes;
      all.add(RowFactory.create((long) row, label, Vectors.dense(values), row % 5 == 0));
    }
    return session.createDataFrame(all, SCHEMA);
  }
}

package org.sparkgrad.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.TinyCifar;

/** The images of {@link ImageTable} as Spark reads image files: blue, green, red of each pixel. */
final class SparkImages {
  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;
  private static final int CHANNELS = 3;
  private static final int TYPE = 16;

  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("label", DataTypes.DoubleType)
          .add("image", ImageSchema.columnSchema());

  private SparkImages() {}

  static Row image(byte[] planes) {
    byte[] data = new byte[planes.length];
    for (int place = 0; place < PLANE; place++) {
      data[place * CHANNELS] = planes[2 * PLANE + place];
      data[place * CHANNELS + 1] = planes[PLANE + place];
      data[place * CHANNELS + 2] = planes[place];
    }
    return RowFactory.create("file:/x.png", SIDE, SIDE, CHANNELS, TYPE, data);
  }

  static Dataset<Row> of(SparkSession session, int count) {
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      double label = row % TinyCifar.CLASSES;
      rows.add(RowFactory.create((long) row, label, image(ImageTable.pixels(row))));
    }
    return session.createDataFrame(rows, SCHEMA);
  }
}

package org.sparkgrad.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.data.RowCounter;
import org.sparkgrad.image.FeatureExtractor;
import org.sparkgrad.image.ImageFeatures;
import org.sparkgrad.io.DataException;
import scala.Tuple2;

/**
 * Features as a table for any tool: {@code row} (its number in the data set), {@code label} (the
 * class's number), {@code features}, an array of floats, and {@code label_name} (the class's name).
 */
public final class FeatureTable {
  private static final StructType SCHEMA =
      new StructType()
          .add("row", DataTypes.IntegerType)
          .add("label", DataTypes.IntegerType)
          .add("features", DataTypes.createArrayType(DataTypes.FloatType, false))
          .add("label_name", DataTypes.StringType);

  private FeatureTable() {}

  /**
   * One row for each image; features are computed as the table is read.
   *
   * @param classNames one name per label
   * @param done counts the rows as they are computed
   */
  public static Dataset<Row> of(
      SparkSession session,
      LabelledRows images,
      ImageFeatures features,
      List<String> classNames,
      RowCounter done) {
    List<String> names = new ArrayList<>(classNames);
    JavaRDD<Row> rows = images.blocks().flatMap(block -> rows(block, features, names, done));
    return session.createDataFrame(rows, SCHEMA);
  }

  private static Iterator<Row> rows(
      Block images, ImageFeatures features, List<String> names, RowCounter done) {
    FeatureExtractor extractor = features.extractor();
    float[] values = new float[features.size()];
    return IntStream.range(images.firstRow(), images.endRow())
        .mapToObj(
            row -> {
              extractor.extract(images.pixels(), images.pixelStart(row), values, 0);
              done.add(1);
              int label = images.label(row);
              return RowFactory.create(row, label, boxed(values), names.get(label));
            })
        .iterator();
  }

  private static Float[] boxed(float[] values) {
    Float[] boxed = new Float[values.length];
    Arrays.setAll(boxed, k -> values[k]);
    return boxed;
  }

  /**
   * The blocks that extraction gives.
   *
   * @param images whose features these are
   * @param size features per image
   * @throws DataException if the table has not one row for each image; when blocks are read, if
   *     rows are missing or of another size
   */
  public static JavaRDD<Block> blocks(Dataset<Row> table, LabelledRows images, int size) {
    int rows = images.rows();
    if (table.count() != rows) {
      throw new DataException(
          "read features: expected a row for each of %d images, found %d"
              .formatted(rows, table.count()));
    }
    RowBlocks cut = new RowBlocks(rows, images.layout().blocks());
    return table
        .select("row", "label", "features")
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapToPair(row -> new Tuple2<>(cut.numberOf(row.getInt(0)), feature(row)))
        .groupByKey(images.layout())
        .map(block -> FeatureRow.block(block._1(), cut.range(block._1()), size, block._2()))
        .mapPartitions(FeatureTable::inOrder);
  }

  /** Grouping gives blocks in any order. */
  private static Iterator<Block> inOrder(Iterator<Block> blocks) {
    List<Block> sorted = new ArrayList<>();
    blocks.forEachRemaining(sorted::add);
    sorted.sort(Comparator.comparingInt(Block::number));
    return sorted.iterator();
  }

  /** Copied, as Spark reuses the row. */
  private static FeatureRow feature(InternalRow row) {
    return new FeatureRow(row.getInt(0), row.getInt(1), row.getArray(2).toFloatArray());
  }
}

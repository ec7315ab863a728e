package org.sparkgrad.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkgrad.SharedSpark;

/** The same rows give the same weights, however the table is partitioned and shuffled. */
@ExtendWith(SharedSpark.class)
class SameBitsOfTablesTest {
  @Test
  void partitionsAndOrderChangeNothing(SparkSession session) {
    Set<String> byContent = new HashSet<>();
    Set<String> byId = new HashSet<>();
    for (int partitions : new int[] {1, 2, 7, 40}) {
      Dataset<Row> table = ImageTable.shuffled(session, partitions, partitions);
      byContent.add(ImageTable.classifier().fit(table).weightsSha256());
      byId.add(ImageTable.classifier().setIdCol("id").fit(table).weightsSha256());
    }
    assertEquals(1, byContent.size());
    assertEquals(1, byId.size());
    assertNotEquals(byContent, byId);
  }

  /** An order of its own for each id type would be one, too, but not the same. */
  @Test
  void idsOfOtherTypesOrderRowsAlike(SparkSession session) {
    Dataset<Row> table = ImageTable.shuffled(session, 2, 9);
    Dataset<Row> narrow = table.withColumn("id", functions.col("id").cast("smallint"));
    Dataset<Row> texts =
        table.withColumn("id", functions.format_string("row %05d", functions.col("id")));
    String expected = ImageTable.classifier().setIdCol("id").fit(table).weightsSha256();
    assertEquals(expected, ImageTable.classifier().setIdCol("id").fit(narrow).weightsSha256());
    assertEquals(expected, ImageTable.classifier().setIdCol("id").fit(texts).weightsSha256());
  }

  @Test
  void formsOfTheColumnChangeNothing(SparkSession session) {
    Dataset<Row> table = ImageTable.of(session);
    String expected = ImageTable.classifier().fit(table).weightsSha256();
    Dataset<Row> doubles =
        table.withColumn(
            "features",
            org.apache.spark.ml.functions.vector_to_array(functions.col("features"), "float64"));
    Dataset<Row> floats =
        doubles.withColumn("features", functions.col("features").cast("array<float>"));
    assertEquals(expected, ImageTable.classifier().fit(doubles).weightsSha256());
    assertEquals(expected, ImageTable.classifier().fit(floats).weightsSha256());
    Dataset<Row> longs = floats.withColumn("label", functions.col("label").cast("bigint"));
    assertEquals(expected, ImageTable.classifier().fit(longs).weightsSha256());
  }

  @Test
  void imagesOfSparkAreTheSamePixels(SparkSession session) {
    Dataset<Row> images = SparkImages.of(session, ImageTable.ROWS);
    SparkgradClassifier ofImages =
        ImageTable.classifier().setImageShape("").setFeaturesCol("image");
    SparkgradClassificationModel model = ofImages.fit(images);
    assertEquals(
        ImageTable.classifier().fit(ImageTable.of(session)).weightsSha256(), model.weightsSha256());
    assertTrue(model.summary().accuracy() > 0.9, "accuracy " + model.summary().accuracy());
  }
}

package org.sparkgrad.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.io.DataException;

/** Rows that cannot be trained on are refused before training, and named. */
@ExtendWith(SharedSpark.class)
class BadRowsTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("label", DataTypes.DoubleType)
          .add("features", SQLDataTypes.VectorType());

  private static Row row(Object id, Object label, Vector features) {
    return RowFactory.create(id, label, features);
  }

  /** What is said of good rows with one more. */
  private static String problem(SparkSession session, SparkgradClassifier with, Row... bad) {
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < 6; id++) {
      rows.add(row(id, id % 2.0, Vectors.dense((double) id, 1, 2)));
    }
    rows.addAll(2, List.of(bad));
    return assertThrows(
            DataException.class,
            () -> with.fit(session.createDataFrame(rows, SCHEMA).repartition(3)))
        .getMessage();
  }

  private static String problem(SparkSession session, Row... bad) {
    return problem(session, new SparkgradClassifier().setIdCol("id"), bad);
  }

  @Test
  void featuresThatAreNoNumbers(SparkSession session) {
    assertEquals(
        "fit: expected features, found null, in the row with id 17",
        problem(session, row(17L, 0.0, null)));
    assertEquals(
        "fit: expected finite numbers of 32 bits, found NaN as value 1, in the row with id 17",
        problem(session, row(17L, 0.0, Vectors.dense(1, Double.NaN, 1))));
    assertEquals(
        "fit: expected finite numbers of 32 bits, found -Infinity as value 2, in the row with id 17",
        problem(
            session,
            row(
                17L,
                0.0,
                Vectors.sparse(3, new int[] {2}, new double[] {Double.NEGATIVE_INFINITY}))));
    assertEquals(
        "fit: expected finite numbers of 32 bits, found Infinity as value 0, in the row with id 17",
        problem(session, row(17L, 0.0, Vectors.dense(1e39, 0, 1))));
  }

  @Test
  void aVectorThatClaimsMoreThanARowMayHave(SparkSession session) {
    Vector hostile = Vectors.sparse(Integer.MAX_VALUE, new int[] {1}, new double[] {1});
    assertEquals(
        "fit: expected at most 16,777,216 values, found 2,147,483,647, in the row with id 17",
        problem(session, row(17L, 0.0, hostile)));
  }

  @Test
  void labelsThatAreNoClasses(SparkSession session) {
    for (Double label : new Double[] {null, -1.0, 0.5, Double.NaN, 4000.0}) {
      assertEquals(
          "fit: expected a whole number from 0 to 3999 as label in column 'label', found %s, in the row with id 17"
              .formatted(label),
          problem(session, row(17L, label, Vectors.dense(1, 2, 3))));
    }
  }

  @Test
  void vectorsOfAnotherLength(SparkSession session) {
    assertEquals(
        "fit: expected rows of one shape, found 2 values in the row with id 17 and 3 values in the row with id 0",
        problem(session, row(17L, 0.0, Vectors.dense(1, 2))).replaceAll("id [0-5]$", "id 0"));
  }

  @Test
  void idsThatAreMissingOrComeTwice(SparkSession session) {
    assertEquals(
        "fit: expected an id in column 'id', found null, in the row with id null",
        problem(session, row(null, 0.0, Vectors.dense(1, 2, 3))));
    assertEquals(
        "fit: expected ids that are all different, found the row with id 4 twice",
        problem(session, row(4L, 0.0, Vectors.dense(1, 2, 3))));
  }

  @Test
  void theFirstOfSeveralIsNamed(SparkSession session) {
    assertEquals(
        "fit: expected features, found null, in the row with id 12",
        problem(session, row(17L, 0.0, null), row(12L, 0.0, null), row(99L, 0.0, null)));
    assertEquals(
        "fit: expected features, found null, in a row with label 1.0 (idCol gives rows names)",
        problem(session, new SparkgradClassifier(), row(17L, 1.0, null)));
  }

  @Test
  void aTableWithoutRows(SparkSession session) {
    assertEquals(
        "fit: expected rows to train on, found an empty DataFrame",
        assertThrows(
                DataException.class,
                () ->
                    new SparkgradClassifier().fit(session.createDataFrame(List.<Row>of(), SCHEMA)))
            .getMessage());
  }

  private static Row image(Object height, Object channels, int bytes) {
    return RowFactory.create(
        17L, 0.0, RowFactory.create(null, height, 2, channels, 16, new byte[bytes]));
  }

  private static StructType nullable(StructType type) {
    StructType all = new StructType();
    for (StructField each : type.fields()) {
      all = all.add(each.name(), each.dataType(), true);
    }
    return all;
  }

  /** Structs of Spark's image type that its own reader does not make. */
  @Test
  void imagesThatAreNone(SparkSession session) {
    StructType schema =
        new StructType()
            .add("id", DataTypes.LongType)
            .add("label", DataTypes.DoubleType)
            .add("features", nullable(ImageSchema.columnSchema()));
    Map<Row, String> problems = new LinkedHashMap<>();
    problems.put(image(null, 3, 12), "found none, as its height is null");
    problems.put(image(-1, 3, 12), "expected an image that decodes, found none in 'null'");
    problems.put(image(2, 4, 16), "expected an image of 1 or 3 channels, found 4 in 'null'");
    problems.put(image(2, 3, 11), "expected 12 bytes of an image of 3 x 2 x 2, found 11");
    problems.put(image(Integer.MAX_VALUE, 3, 12), "expected 12884901882 bytes of an image of 3 x");
    problems.forEach(
        (row, expected) -> {
          String message =
              assertThrows(
                      DataException.class,
                      () ->
                          new SparkgradClassifier()
                              .setIdCol("id")
                              .fit(session.createDataFrame(List.of(row), schema)))
                  .getMessage();
          assertTrue(message.contains(expected), message);
          assertTrue(message.endsWith(", in the row with id 17"), message);
        });
  }

  @Test
  void pixelsThatAreNone(SparkSession session) {
    SparkgradClassifier images = new SparkgradClassifier().setIdCol("id").setImageShape("1x1x3");
    assertEquals(
        "fit: expected pixels that are whole numbers from 0 to 255, found 256.0 as value 1, in the row with id"
            + " 17",
        problem(session, images, row(17L, 0.0, Vectors.dense(0, 256, 255))));
    assertEquals(
        "fit: expected the 3 pixels of an image of 1 x 1 x 3, found 2 values, in the row with id 17",
        problem(session, images, row(17L, 0.0, Vectors.dense(0, 1))));
  }
}

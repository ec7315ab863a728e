package org.sparkgrad.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.SharedSpark;

/** Predictions of a model, its columns, and its way to disk and back. */
@ExtendWith(SharedSpark.class)
class ModelTransformTest {
  private static SparkgradClassificationModel model;

  private static SparkgradClassifier classifier() {
    return new SparkgradClassifier()
        .setImageShape(ImageTable.SHAPE)
        .setIterations(10)
        .setBatchSize(80)
        .setBlocks(2);
  }

  /** Trained once for all tests. */
  private static synchronized SparkgradClassificationModel model(SparkSession session) {
    model = model == null ? classifier().fit(ImageTable.of(session)) : model;
    return model.copy(new org.apache.spark.ml.param.ParamMap());
  }

  @Test
  void predictsWhatItSaysOfSingleVectors(SparkSession session) {
    SparkgradClassificationModel own = model(session);
    assertEquals(10, own.numClasses());
    assertEquals(3072, own.numFeatures());
    List<Row> rows =
        own.transform(ImageTable.of(session).repartition(3))
            .select("features", "rawPrediction", "probability", "prediction", "label")
            .collectAsList();
    assertEquals(ImageTable.ROWS, rows.size());
    double correct = 0;
    for (Row row : rows) {
      Vector features = row.getAs(0);
      assertEquals(own.predictRaw(features), row.getAs(1));
      assertEquals(own.predictProbability(features), row.getAs(2));
      assertEquals(own.predict(features), row.getDouble(3));
      assertEquals(1, Arrays.stream(row.<Vector>getAs(2).toArray()).sum(), 1e-12);
      correct += row.getDouble(3) == row.getInt(4) ? 1 : 0;
    }
    assertEquals(correct / ImageTable.ROWS, own.summary().accuracy());
    assertTrue(own.summary().accuracy() > 0.9);
    assertEquals(10, own.summary().totalIterations());
    assertEquals(Math.log(10), own.summary().objectiveHistory()[0], 0.05);
  }

  @Test
  void columnsWithoutANameAreNotMade(SparkSession session) {
    SparkgradClassificationModel own = model(session);
    own.setRawPredictionCol("").setProbabilityCol("").setPredictionCol("class");
    Dataset<Row> all = own.transform(ImageTable.of(session));
    assertEquals(List.of("id", "label", "features", "class"), List.of(all.columns()));
    assertEquals(own.transformSchema(ImageTable.SCHEMA), all.schema());
    own.setPredictionCol("");
    assertEquals(
        List.of("id", "label", "features"),
        List.of(own.transform(ImageTable.of(session)).columns()));
  }

  @Test
  void thresholdsAreSparksOwn(SparkSession session) {
    SparkgradClassificationModel own = model(session);
    double[] thresholds = {1e-6, 1, 1, 0.2, 1, 1, 1, 0.5, 1, 0.01};
    own.setThresholds(thresholds);
    for (Row row :
        own.transform(ImageTable.of(session).limit(40))
            .select("features", "probability", "prediction")
            .collectAsList()) {
      assertEquals(largest(row.<Vector>getAs(1).toArray(), thresholds), row.getDouble(2));
      assertEquals(own.predict(row.getAs(0)), row.getDouble(2));
    }
    own.set("thresholds", new double[] {1, 1});
    Dataset<Row> table = ImageTable.of(session);
    assertThrows(IllegalArgumentException.class, () -> own.transform(table));
  }

  /** As Spark's documentation has it: the class with the largest probability by threshold. */
  private static double largest(double[] probabilities, double[] thresholds) {
    int best = 0;
    for (int j = 1; j < probabilities.length; j++) {
      if (probabilities[j] / thresholds[j] > probabilities[best] / thresholds[best]) {
        best = j;
      }
    }
    return best;
  }

  @Test
  void savedModelsPredictTheSame(SparkSession session, @TempDir Path directory) throws Exception {
    SparkgradClassificationModel own = model(session);
    own.setPredictionCol("class");
    String path = directory.resolve("model").toString();
    own.write().save(path);
    SparkgradClassificationModel read = SparkgradClassificationModel.load(path);
    assertEquals(own.uid(), read.uid());
    assertEquals(own.weightsSha256(), read.weightsSha256());
    assertEquals("class", read.getPredictionCol());
    assertEquals(10, read.getIterations());
    assertEquals(ImageTable.SHAPE, read.getImageShape());
    assertTrue(own.hasSummary());
    assertFalse(read.hasSummary());
    assertThrows(IllegalStateException.class, read::summary);
    Vector features = ImageTable.rows().get(3).getAs(2);
    assertArrayEquals(own.predictRaw(features).toArray(), read.predictRaw(features).toArray());
    read.write().overwrite().save(path);
    assertEquals(own.weightsSha256(), SparkgradClassificationModel.load(path).weightsSha256());
    String other =
        assertThrows(IllegalArgumentException.class, () -> SparkgradClassifier.load(path))
            .getMessage();
    assertTrue(other.contains("found class name " + own.getClass().getName()), other);
  }

  @Test
  void savedPipelinesAreTheSame(SparkSession session, @TempDir Path directory) throws Exception {
    SparkgradClassifier classifier = classifier().setIterations(2);
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {classifier});
    String path = directory.resolve("pipeline").toString();
    pipeline.write().save(path);
    SparkgradClassifier read = (SparkgradClassifier) Pipeline.load(path).getStages()[0];
    assertEquals(classifier.uid(), read.uid());
    assertEquals(classifier.extractParamMap().toString(), read.extractParamMap().toString());
    PipelineModel fitted = pipeline.fit(ImageTable.of(session));
    String modelPath = directory.resolve("fitted").toString();
    fitted.write().save(modelPath);
    SparkgradClassificationModel own = (SparkgradClassificationModel) fitted.stages()[0];
    SparkgradClassificationModel again =
        (SparkgradClassificationModel) PipelineModel.load(modelPath).stages()[0];
    assertEquals(own.weightsSha256(), again.weightsSha256());
    assertEquals(own.extractParamMap().toString(), again.extractParamMap().toString());
  }

  @Test
  void copiesAreOfTheSameModel(SparkSession session) {
    SparkgradClassificationModel own = model(session);
    SparkgradClassificationModel copy = own.copy(ParamMaps.of(own.predictionCol(), "p"));
    assertEquals("p", copy.getPredictionCol());
    assertEquals("prediction", own.getPredictionCol());
    assertEquals(own.parent(), copy.parent());
    assertEquals(own.uid(), copy.uid());
    assertEquals(own.weightsSha256(), copy.weightsSha256());
    assertTrue(copy.hasSummary());
  }

  @Test
  void schemasThatDoNotFitAreRefused() {
    SparkgradClassifier classifier = classifier();
    assertTrue(
        problem(classifier, new StructType().add("label", DataTypes.IntegerType))
            .startsWith("column 'features': expected it in the DataFrame, found label"));
    assertEquals(
        "column 'features': expected a vector, an array of float, double or tinyint, a binary, or an image,"
            + " found string",
        problem(classifier, new StructType().add("features", DataTypes.StringType)));
    assertEquals(
        "column 'label': expected labels that are numbers, found string",
        problem(
            classifier,
            new StructType()
                .add("features", DataTypes.BinaryType)
                .add("label", DataTypes.StringType)));
    assertEquals(
        "column 'id': expected ids that are whole numbers or texts, found double",
        problem(
            classifier().setIdCol("id"),
            new StructType()
                .add("features", DataTypes.BinaryType)
                .add("id", DataTypes.DoubleType)));
    assertTrue(
        problem(classifier, ImageTable.SCHEMA.add("prediction", DataTypes.DoubleType))
            .contains("prediction already exists"));
  }

  private static String problem(SparkgradClassifier classifier, StructType schema) {
    return assertThrows(IllegalArgumentException.class, () -> classifier.transformSchema(schema))
        .getMessage();
  }
}

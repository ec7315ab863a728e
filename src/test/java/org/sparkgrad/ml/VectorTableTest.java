package org.sparkgrad.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.io.DataException;

/** Vectors of any length and any number of classes. */
@ExtendWith(SharedSpark.class)
class VectorTableTest {
  private static SparkgradClassifier classifier() {
    return new SparkgradClassifier()
        .setIdCol("id")
        .setLearningRate(0.2)
        .setIterations(20)
        .setBatchSize(30)
        .setBlocks(2);
  }

  private static double share(Dataset<Row> predictions) {
    return (double) predictions.where("prediction = label").count() / predictions.count();
  }

  @Test
  void formsOfTheColumnChangeNothing(SparkSession session) {
    Dataset<Row> table = VectorTable.of(session, 60, 3);
    String expected = classifier().fit(table).weightsSha256();
    UDF1<Vector, Vector> sparse = Vector::toSparse;
    session.udf().register("sparse", sparse, SQLDataTypes.VectorType());
    Dataset<Row> doubles =
        table.withColumn(
            "features",
            org.apache.spark.ml.functions.vector_to_array(functions.col("features"), "float64"));
    for (Dataset<Row> other :
        List.of(
            table.withColumn("features", functions.call_udf("sparse", functions.col("features"))),
            doubles,
            doubles.withColumn("features", functions.col("features").cast("array<float>")),
            doubles.withColumn("features", functions.col("features").cast("array<tinyint>")))) {
      SparkgradClassificationModel model = classifier().fit(other);
      assertEquals(expected, model.weightsSha256(), other.schema().treeString());
      assertEquals(model.summary().accuracy(), share(model.transform(other)));
    }
  }

  @Test
  void twoClassesAreEnoughAndManyAreNotTooMany(SparkSession session) {
    SparkgradClassificationModel two = classifier().fit(VectorTable.of(session, 60, 2));
    assertEquals(2, two.numClasses());
    assertEquals(2, two.numFeatures());
    assertTrue(two.summary().accuracy() > 0.9);
    Dataset<Row> table = VectorTable.of(session, 520, 130);
    SparkgradClassificationModel many =
        classifier().setIterations(60).setBatchSize(260).setLearningRate(1).fit(table);
    assertEquals(130, many.numClasses());
    assertTrue(share(many.transform(table)) > 0.9);
  }

  @Test
  void savedModelsOfVectors(SparkSession session, @TempDir Path directory) throws Exception {
    SparkgradClassificationModel model =
        classifier().setFeatures("raw|standardize|pca(2)").fit(VectorTable.of(session, 60, 3));
    model.write().save(directory.resolve("model").toString());
    SparkgradClassificationModel read =
        SparkgradClassificationModel.load(directory.resolve("model").toString());
    assertEquals(3, read.numFeatures());
    Dataset<Row> table = VectorTable.of(session, 20, 3);
    assertEquals(model.transform(table).collectAsList(), read.transform(table).collectAsList());
  }

  /** Two optimisers of one convex objective: softmax, with half of 0.05 times squared weights. */
  @Test
  void comesToTheOptimumOfLogisticRegression(SparkSession session) {
    Dataset<Row> table = VectorTable.of(session, 60, 3);
    LogisticRegressionModel expected =
        new LogisticRegression()
            .setFamily("multinomial")
            .setStandardization(false)
            .setRegParam(0.05)
            .setTol(1e-12)
            .setMaxIter(200)
            .fit(table);
    SparkgradClassificationModel model =
        new SparkgradClassifier()
            .setFeatures("raw|center")
            .setBatchSize(60)
            .setIterations(400)
            .setLearningRate(0.05)
            .setMomentum(0.9)
            .setL2(0.05)
            .fit(table);
    List<Row> ours = model.transform(table).select("probability").collectAsList();
    List<Row> theirs = expected.transform(table).select("probability").collectAsList();
    for (int i = 0; i < ours.size(); i++) {
      double[] probabilities = ours.get(i).<Vector>getAs(0).toArray();
      for (int j = 0; j < 3; j++) {
        assertEquals(theirs.get(i).<Vector>getAs(0).apply(j), probabilities[j], 2e-3);
      }
    }
  }

  @Test
  void rowsThatAreMarkedAreTheValidationPart(SparkSession session) {
    Dataset<Row> table = VectorTable.of(session, 60, 3);
    SparkgradClassificationModel model = classifier().setValidationIndicatorCol("held").fit(table);
    assertEquals(share(model.transform(table.where("held"))), model.summary().validationAccuracy());
    assertEquals(share(model.transform(table.where("not held"))), model.summary().accuracy());
    assertEquals(
        classifier().setBlocks(1).fit(table.where("id < 48")).weightsSha256(),
        classifier().setBlocks(1).setValidation(12).fit(table).weightsSha256());
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeTraining(SparkSession session) {
    Dataset<Row> table = VectorTable.of(session, 20, 3);
    assertEquals(
        "fit: validation: expected no value together with validationIndicatorCol; iterations: expected no value"
            + " together with epochs; batchSize: expected at most the 16 rows of the training part, found 30",
        problem(
            classifier().setValidationIndicatorCol("held").setValidation(2).setEpochs(1), table));
    assertTrue(
        problem(classifier().setBatchSize(5).setMomentum(0.5).setUpdateRule("adam"), table)
            .startsWith("fit: expected no value of momentum, which "));
    assertTrue(
        problem(classifier().setBatchSize(5).setFlip("random"), table).contains("flip: expected"));
    assertTrue(problem(classifier().setBatchSize(5).setFeatures("hog"), table).contains("hog"));
    SparkgradClassificationModel model = classifier().setBatchSize(5).fit(table);
    Dataset<Row> other = VectorTable.of(session, 5, 4);
    Exception refused = assertThrows(Exception.class, () -> model.transform(other).collectAsList());
    assertTrue(
        messages(refused)
            .contains(
                "transform: column 'features': expected 3 values, found 4 values, in the row with id "),
        messages(refused));
    assertEquals(
        "predict: expected 3 values, found 4 values",
        assertThrows(
                DataException.class, () -> model.predict(other.head().<Vector>getAs("features")))
            .getMessage());
  }

  /** What the command line says of its options is said of params. */
  @Test
  void sizesThatDoNotFitAreRefusedBeforeTraining(SparkSession session) {
    Dataset<Row> table = VectorTable.of(session, 20, 3);
    SparkgradClassifier wide = classifier().setBatchSize(5).setModel("two-layer");
    assertEquals(
        "fit: hidden: expected a model of at most 2147483639 parameters, found 14000000003 with 3"
            + " features and 2000000000 hidden units",
        problem(wide.setHidden(2_000_000_000), table));
    String memory = problem(wide.setHidden(100_000_000), table);
    assertTrue(memory.contains("fit: expected a heap of at least "), memory);
    assertTrue(memory.contains("needs less with a lower hidden"), memory);
    assertTrue(memory.endsWith("; spark.driver.memory gives more"), memory);
    String layers = problem(classifier().setBatchSize(5).setModel("affine(7)|affine(5)"), table);
    assertTrue(layers.startsWith("fit: model: expected a last layer of 3 outputs"), layers);
    String stops = problem(classifier().setBatchSize(5).setPatience(2), table);
    assertTrue(stops.contains("to stop by where patience is above 0, found 0"), stops);
    SparkgradClassifier chosen = classifier().setBatchSize(5);
    chosen.setThresholds(new double[] {1, 1});
    assertEquals(
        "fit: thresholds: expected one for each of 3 classes, found 2", problem(chosen, table));
  }

  /** Columns are found by their places, as names may have points, or be there twice. */
  @Test
  void namesOfColumnsMayBeAny(SparkSession session) {
    Dataset<Row> plain = VectorTable.of(session, 20, 2);
    Metadata noted = new MetadataBuilder().putString("note", "x").build();
    Column id = functions.col("id");
    Dataset<Row> table =
        plain.select(
            id,
            functions.col("features").as("f.x"),
            functions.col("label").as("l.x"),
            id.as("twice", noted),
            id.as("twice", noted),
            id.as("with.point", noted),
            functions.lit("kept").as("P.Pred", noted));
    SparkgradClassifier classifier = classifier().setBatchSize(5);
    SparkgradClassificationModel model = classifier.fit(plain);
    classifier.setFeaturesCol("f.x").setLabelCol("l.x").setPredictionCol("p.pred");
    classifier.setRawPredictionCol("raw.pred").setProbabilityCol("prob.pred");
    SparkgradClassificationModel dotted = classifier.fit(table);
    assertEquals(model.weightsSha256(), dotted.weightsSha256());
    Dataset<Row> out = dotted.transform(table);
    assertEquals(
        List.of("id", "f.x", "l.x", "twice", "twice", "with.point", "P.Pred").toString(),
        List.of(out.columns()).subList(0, 7).toString());
    assertEquals(List.of("p.pred", "raw.pred", "prob.pred"), List.of(out.columns()).subList(7, 10));
    assertEquals("x", out.schema().apply("with.point").metadata().getString("note"));
    List<Row> rows = out.orderBy("id").collectAsList();
    List<Row> expected = model.transform(plain).orderBy("id").collectAsList();
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(expected.get(i).<Double>getAs("prediction"), rows.get(i).getDouble(7));
      assertEquals("kept", rows.get(i).get(6));
    }
  }

  @Test
  void anIdInBothPartsIsRefused(SparkSession session) {
    Dataset<Row> table = VectorTable.of(session, 20, 3);
    Dataset<Row> other = table.where("id in (7, 9)").withColumn("held", functions.lit(true));
    SparkgradClassifier marked = classifier().setBatchSize(5).setValidationIndicatorCol("held");
    assertEquals(
        "fit: expected other ids in the validation part than in the training part, found id 7 in"
            + " both",
        assertThrows(DataException.class, () -> marked.fit(table.union(other))).getMessage());
  }

  private static String problem(SparkgradClassifier classifier, Dataset<Row> table) {
    return assertThrows(IllegalArgumentException.class, () -> classifier.fit(table)).getMessage();
  }

  private static String messages(Throwable thrown) {
    return thrown == null ? "" : thrown.getMessage() + "\n" + messages(thrown.getCause());
  }

  @Test
  void classesHaveTheNamesOfTheirLabels(SparkSession session) {
    Dataset<Row> named =
        VectorTable.of(session, 60, 3)
            .withColumn("name", functions.concat(functions.lit("class "), functions.col("label")))
            .drop("label");
    Dataset<Row> indexed =
        new StringIndexer().setInputCol("name").setOutputCol("label").fit(named).transform(named);
    assertEquals(
        List.of("class 0.0", "class 1.0", "class 2.0"), classifier().fit(indexed).classNames());
    Metadata twice =
        NominalAttribute.defaultAttr().withName("label").withValues("yes", "yes").toMetadata();
    Dataset<Row> table = VectorTable.of(session, 20, 2).withMetadata("label", twice);
    assertEquals(
        "fit: expected different names of classes, found 'yes' twice in the metadata of column"
            + " 'label'",
        assertThrows(DataException.class, () -> classifier().fit(table)).getMessage());
  }
}

package org.sparkgrad.ml;

import static org.apache.spark.sql.functions.lit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkException;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.SharedSpark;
import scala.jdk.javaapi.CollectionConverters;

/** Param maps that are trained together: order, bits, and Spark's tuning around them. */
@ExtendWith(SharedSpark.class)
class FusedFitTest {
  private static final double[] RATES = {1e-4, 1e-3, 1e-2, 0.1};
  private static final double[] PENALTIES = {0, 0.01, 0.1};

  private static SparkgradClassifier classifier() {
    return new SparkgradClassifier()
        .setImageShape(ImageTable.SHAPE)
        .setIterations(3)
        .setBatchSize(40)
        .setBlocks(2);
  }

  private static ParamMap[] twelve(SparkgradClassifier classifier) {
    return new ParamGridBuilder()
        .addGrid(classifier.learningRate(), RATES)
        .addGrid(classifier.l2(), PENALTIES)
        .build();
  }

  @Test
  void modelsComeInTheOrderOfTheMapsWithTheBitsOfTheirOwnFits(SparkSession session) {
    Dataset<Row> table = ImageTable.of(session);
    SparkgradClassifier classifier = classifier();
    ParamMap[] grid = twelve(classifier);
    List<SparkgradClassificationModel> models = classifier.fit(table, grid);
    assertEquals(12, models.size());
    Set<String> different = new HashSet<>();
    for (int i = 0; i < grid.length; i++) {
      SparkgradClassifier own = classifier.copy(grid[i]);
      assertEquals(own.getLearningRate(), models.get(i).getLearningRate());
      assertEquals(own.getL2(), models.get(i).getL2());
      different.add(models.get(i).weightsSha256());
    }
    assertEquals(12, different.size());
    for (int i : new int[] {2, 9}) {
      assertEquals(
          classifier.copy(grid[i]).fit(table).weightsSha256(), models.get(i).weightsSha256());
    }
  }

  @Test
  void mapsThatDrawOtherBatchesAndCutOtherBlocksHaveTheirOwnBitsToo(SparkSession session) {
    Dataset<Row> table = ImageTable.of(session);
    SparkgradClassifier classifier = classifier();
    ParamMap[] maps = {
      ParamMaps.of(classifier.batchSize(), 60),
      ParamMaps.of(classifier.blocks(), 3),
      ParamMaps.of(classifier.seed(), 5L)
    };
    List<String> together =
        CollectionConverters.asJava(
                classifier.fit(table, CollectionConverters.asScala(Arrays.asList(maps)).toSeq()))
            .stream()
            .map(SparkgradClassificationModel::weightsSha256)
            .toList();
    List<String> alone =
        Arrays.stream(maps).map(map -> classifier.fit(table, map).weightsSha256()).toList();
    assertEquals(alone, together);
  }

  @Test
  void oneThatDivergesDoesNotKeepTheOthersFromTheirModels(SparkSession session) {
    Dataset<Row> table = ImageTable.of(session);
    SparkgradClassifier classifier = classifier().setL2(1);
    ParamMap[] maps = {
      ParamMaps.of(classifier.learningRate(), 1e30), ParamMaps.of(classifier.learningRate(), 1e-3)
    };
    List<SparkgradClassificationModel> models = classifier.fit(table, maps);
    assertEquals("diverged", models.get(0).summary().status());
    assertEquals("ok", models.get(1).summary().status());
    assertTrue(
        assertThrows(IllegalStateException.class, () -> classifier.copy(maps[0]).fit(table))
            .getMessage()
            .contains("learningRate 1.0E30"));
  }

  @Test
  void theColumnsOfTheMapsAreCheckedNotThoseOfTheEstimator(SparkSession session) {
    Dataset<Row> table =
        VectorTable.of(session, 20, 2).withColumnRenamed("label", "class").withColumn("x", lit(1));
    SparkgradClassifier classifier = new SparkgradClassifier().setIterations(1);
    ParamMap named = ParamMaps.of(classifier.labelCol(), "class");
    ParamMap[] marked = {
      ParamMaps.of(classifier.validationIndicatorCol(), "x").put(classifier.labelCol().w("class"))
    };
    assertEquals(
        classifier.fit(table, named).weightsSha256(),
        classifier.fit(table, new ParamMap[] {named}).get(0).weightsSha256());
    assertEquals(
        "column 'x': expected booleans that mark the validation part, found int",
        assertThrows(IllegalArgumentException.class, () -> classifier.fit(table, marked))
            .getMessage());
  }

  /** Its predictions are wrong, its probabilities 0, and on all rows it is refused. */
  @Test
  void oneThatDivergesIsNotChosen(SparkSession session, @TempDir Path directory) throws Exception {
    Dataset<Row> table = VectorTable.of(session, 40, 2);
    SparkgradClassifier classifier = new SparkgradClassifier().setIterations(5).setL2(1);
    double[] rates = {1e30, 0.01};
    ParamMap[] grid = new ParamGridBuilder().addGrid(classifier.learningRate(), rates).build();
    TrainValidationSplitModel chosen = split(classifier, grid).fit(table);
    assertEquals(0, chosen.validationMetrics()[0]);
    assertEquals(0.01, ((SparkgradClassificationModel) chosen.bestModel()).getLearningRate());
    TrainValidationSplit alone = split(classifier, grid[0]);
    assertThrows(IllegalStateException.class, () -> alone.fit(table));
    SparkgradClassificationModel diverged = classifier.fit(table, grid).get(0);
    Row row = diverged.transform(table).select("prediction", "probability", "features").head();
    assertEquals(-1, row.getDouble(0));
    assertEquals(Vectors.dense(0, 0), row.get(1));
    assertEquals(-1, diverged.predict(row.getAs(2)));
    Path file = Files.writeString(directory.resolve("kept"), "x");
    MLWriter writer = diverged.write().overwrite();
    assertThrows(IllegalStateException.class, () -> writer.save(directory.toString()));
    assertTrue(Files.exists(file));
  }

  @Test
  void aFoldThatFailsDoesNotShiftThoseOfTheNextFit(SparkSession session) {
    Dataset<Row> table = VectorTable.of(session, 40, 2);
    SparkgradClassifier classifier = new SparkgradClassifier().setIterations(5).setL2(1);
    double[] rates = {1e30, 0.01};
    ParamMap[] grid = new ParamGridBuilder().addGrid(classifier.learningRate(), rates).build();
    TrainValidationSplit split = split(classifier, grid);
    Dataset<Row> unlabelled = table.withColumn("label", lit(Double.NaN));
    assertThrows(SparkException.class, () -> split.fit(unlabelled));
    assertEquals(0, split.fit(table).validationMetrics()[0]);
  }

  private static TrainValidationSplit split(SparkgradClassifier classifier, ParamMap... grid) {
    return new TrainValidationSplit()
        .setEstimator(classifier.fuse(grid, 1))
        .setEstimatorParamMaps(grid)
        .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
        .setSeed(7);
  }

  /** Twelve cells, each fold's trained together: the models are those that the cells have alone. */
  @Test
  void crossValidationOfTwelveCells(SparkSession session) {
    Dataset<Row> table = ImageTable.of(session);
    SparkgradClassifier classifier = classifier();
    ParamMap[] grid = twelve(classifier);
    CrossValidatorModel fused =
        validator(classifier.copy(new ParamMap()).fuse(grid, 2), grid).setParallelism(2).fit(table);
    assertEquals(12, fused.avgMetrics().length);
    ParamMap[] two = {grid[4], grid[11]};
    CrossValidatorModel alone = validator(classifier, two).fit(table);
    assertEquals(alone.avgMetrics()[0], fused.avgMetrics()[4]);
    assertEquals(alone.avgMetrics()[1], fused.avgMetrics()[11]);
    int best = 0;
    for (int i = 1; i < grid.length; i++) {
      best = fused.avgMetrics()[i] > fused.avgMetrics()[best] ? i : best;
    }
    SparkgradClassificationModel model = (SparkgradClassificationModel) fused.bestModel();
    assertEquals(classifier.copy(grid[best]).getLearningRate(), model.getLearningRate());
    assertEquals(classifier.fit(table, grid[best]).weightsSha256(), model.weightsSha256());
  }

  private static CrossValidator validator(SparkgradClassifier classifier, ParamMap[] grid) {
    return new CrossValidator()
        .setEstimator(classifier)
        .setEstimatorParamMaps(grid)
        .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("f1"))
        .setNumFolds(2)
        .setSeed(7);
  }

  @Test
  void trainValidationSplit(SparkSession session) {
    SparkgradClassifier classifier = classifier();
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(classifier.learningRate(), new double[] {1e-5, 0.01})
            .build();
    TrainValidationSplitModel model = split(classifier, grid).fit(ImageTable.of(session));
    SparkgradClassificationModel best = (SparkgradClassificationModel) model.bestModel();
    assertEquals(0.01, best.getLearningRate());
    assertTrue(model.validationMetrics()[1] > model.validationMetrics()[0]);
  }
}

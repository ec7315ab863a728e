package org.sparkgrad.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.SharedSpark;

/** Feature strings as stages of pipelines. */
@ExtendWith(SharedSpark.class)
class FeatureStagesTest {
  private static final int ROWS = 30;

  private static List<Vector> features(Dataset<Row> table) {
    return table.orderBy("id").collectAsList().stream()
        .map(row -> row.<Vector>getAs("out"))
        .toList();
  }

  /** Spark's scaler divides by the root of the unbiased variance. */
  @Test
  void standardizesAsSparksScalerDoes(SparkSession session) {
    Dataset<Row> table = VectorTable.of(session, 60, 3);
    List<Vector> own =
        features(
            new ImageFeatures()
                .setInputCol("features")
                .setOutputCol("out")
                .setFeatures("raw|standardize")
                .fit(table)
                .transform(table));
    List<Vector> expected =
        features(
            new StandardScaler()
                .setInputCol("features")
                .setOutputCol("out")
                .setWithMean(true)
                .fit(table)
                .transform(table));
    double biased = Math.sqrt(60.0 / 59);
    for (int i = 0; i < own.size(); i++) {
      double[] wanted = Arrays.stream(expected.get(i).toArray()).map(x -> x * biased).toArray();
      assertArrayEquals(wanted, own.get(i).toArray(), 1e-5);
    }
  }

  @Test
  void imagesOfSparkHaveFeaturesTooWhereverTheyAre(SparkSession session, @TempDir Path directory)
      throws Exception {
    Dataset<Row> images = SparkImages.of(session, ROWS);
    ImageFeatures features =
        new ImageFeatures("hogs").setOutputCol("out").setFeatures("hog(cell=8)|standardize|pca(5)");
    PipelineModel model =
        new Pipeline().setStages(new PipelineStage[] {features}).fit(images.repartition(3));
    List<Vector> own = features(model.transform(images));
    assertEquals(5, own.get(0).size());
    assertEquals(own, features(features.fit(images).transform(images.repartition(7))));
    String path = directory.resolve("pipeline").toString();
    model.write().save(path);
    assertEquals(own, features(PipelineModel.load(path).transform(images)));
    features.write().save(directory.resolve("stage").toString());
    ImageFeatures read = ImageFeatures.load(directory.resolve("stage").toString());
    assertEquals("hogs", read.uid());
    assertEquals("out", read.getOutputCol());
  }

  @Test
  void refusesColumnsThatAreThere(SparkSession session) {
    Dataset<Row> table = VectorTable.of(session, 5, 3);
    assertEquals(
        "outputCol: expected a new column, found 'features' in the DataFrame",
        assertThrows(
                IllegalArgumentException.class,
                () -> new ImageFeatures().setInputCol("features").fit(table))
            .getMessage());
  }
}

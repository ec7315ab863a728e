package org.sparkgrad.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.CifarShape;
import org.sparkgrad.RealCifar;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.Momentum;
import org.sparkgrad.optim.Objective;
import org.sparkgrad.optim.Schedule;
import org.sparkgrad.penalty.L2;
import org.sparkgrad.stats.PixelStatistics;

/**
 * From files to losses: with tiny weights all ten classes are about equally likely, which costs ln
 * 10 whatever the labels; from there training must lead well above chance.
 */
@ExtendWith(SharedSpark.class)
class InitialLossTest {
  private static final Network MODEL = Networks.linear(3072, 10, true);
  private static final SoftmaxCrossEntropy LOSS = new SoftmaxCrossEntropy();

  @TempDir Path directory;

  private static FeatureScaling standardized(LabelledRows images) {
    return CifarShape.features("raw|standardize")
        .fit(PixelStatistics.of(images.blocks(), new RowRange(0, images.rows()), 3072))
        .scaling();
  }

  private static Objective objective(LabelledRows images, FeatureScaling scaling, int batchSize) {
    return new RddObjective(
        images.blocks(), MODEL, LOSS, scaling, new ShuffleSampler(1, images.rows(), batchSize));
  }

  private static void checkInitialLoss(JavaSparkContext spark, String path, int batchSize) {
    DataSource data = DataSource.open(spark.hadoopConfiguration(), path);
    try (LabelledRows images = PartLoader.load(spark, data.train(), 2)) {
      Objective objective = objective(images, standardized(images), batchSize);
      for (long seed = 1; seed <= 3; seed++) {
        float[] parameters = MODEL.initialParameters(seed, 1e-4);
        assertEquals(Math.log(10), objective.evaluate(parameters, 0).loss(), 0.01);
      }
    }
  }

  @Test
  void tinyWeightsCostTheLogarithmOfTen(JavaSparkContext spark) {
    TinyCifar.write(directory, 40, 10);
    checkInitialLoss(spark, directory.toString(), 200);
  }

  @Test
  void tinyWeightsCostTheLogarithmOfTenOnTheRealData(JavaSparkContext spark) {
    checkInitialLoss(spark, RealCifar.directory("initial loss on CIFAR-10"), 5000);
  }

  @Test
  void trainingLeadsWellAboveChance(JavaSparkContext spark) {
    TinyCifar.write(directory, 40, 100);
    DataSource data = DataSource.open(spark.hadoopConfiguration(), directory.toString());
    try (LabelledRows train = PartLoader.load(spark, data.train(), 2);
        LabelledRows test = PartLoader.load(spark, data.test(), 2)) {
      FeatureScaling scaling = standardized(train);
      float[] parameters = MODEL.initialParameters(1, 1e-4);
      new GradientDescent(
              objective(train, scaling, 50),
              new L2(1e-3, 0.5, MODEL.weights()),
              new Momentum(0.9, MODEL.parameters()),
              Schedule.constant(1e-3),
              40)
          .run(parameters, 0, step -> {});
      Evaluation after =
          new Evaluator(MODEL, LOSS, scaling, parameters)
              .evaluate(test.blocks(), new RowRange(0, 100));
      assertTrue(after.accuracy() > 0.9, "accuracy: " + after.accuracy());
      assertTrue(after.meanLoss() < 0.5, "loss: " + after.meanLoss());
    }
  }
}

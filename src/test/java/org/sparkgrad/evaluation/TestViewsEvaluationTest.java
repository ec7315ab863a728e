package org.sparkgrad.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.CifarShape;
import org.sparkgrad.NaiveSoftmax;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.feature.PreparedRows;
import org.sparkgrad.image.FeatureExtractor;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.image.View;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Networks;
import org.sparkgrad.stats.FeatureStatistics;

/** Scores are means over views, for features of any kind, in any partitions. */
@ExtendWith(SharedSpark.class)
class TestViewsEvaluationTest {
  private static final int[] BLOCK_ROWS = {7, 61, 1, 5};
  private static final int ROWS = 74;
  private static final Loss LOSS = new SoftmaxCrossEntropy();

  private static FittedFeatures features(JavaSparkContext context, String text) {
    FeaturePipeline pipeline = CifarShape.features(text);
    if (pipeline.readsPixels()) {
      return new FittedFeatures(pipeline, TinyBlocks.scaling());
    }
    JavaRDD<Block> images = context.parallelize(TinyBlocks.of(BLOCK_ROWS), 1);
    FeaturePipeline sources = CifarShape.features(pipeline.extractedText());
    RowRange all = new RowRange(0, ROWS);
    JavaRDD<Block> extracted = sources.fit(null).prepare(images).blocks();
    if (pipeline.dense().isEmpty()) {
      return pipeline.fit(FeatureStatistics.of(extracted, all, pipeline.size()));
    }
    return pipeline.fit(pipeline.fitDense(extracted, all, null), null);
  }

  private static float[] parameters(Model model) {
    float[] parameters = model.initialParameters(3, 0.05);
    Random random = new Random(2);
    for (int j = 1; j <= 10; j++) {
      parameters[parameters.length - j] = random.nextFloat();
    }
    return parameters;
  }

  /** In doubles, one image after another: its features in each view, their scores, the mean. */
  private static double[] meanScores(
      FittedFeatures fitted, float[] parameters, int row, TestViews views) {
    double[] mean = new double[10];
    FeatureExtractor extractor = fitted.pipeline().extracted().extractor();
    for (View view : views.views()) {
      byte[] seen = new byte[3072];
      view.apply(ImageShape.CIFAR, TinyBlocks.image(row), 0, new byte[3072], seen, 0);
      float[] values = new float[fitted.pipeline().size()];
      extractor.extract(seen, 0, values, 0);
      double[] x = scaled(fitted, values);
      for (int j = 0; j < 10; j++) {
        double score = parameters[10 * x.length + j];
        for (int k = 0; k < x.length; k++) {
          score += x[k] * parameters[j * x.length + k];
        }
        mean[j] += view.weight() * score;
      }
    }
    return mean;
  }

  private static double[] scaled(FittedFeatures fitted, float[] values) {
    double[] x = fitted.projection().map(each -> projected(each, values)).orElse(wide(values));
    return affine(fitted.scaling(), x);
  }

  private static double[] wide(float[] values) {
    return NaiveSoftmax.doubles(values);
  }

  private static double[] affine(FeatureScaling scaling, double[] x) {
    double[] out = new double[x.length];
    Arrays.setAll(out, k -> x[k] * scaling.scale()[k] + scaling.offset()[k]);
    return out;
  }

  private static double[] projected(FittedProjection fitted, float[] values) {
    double[] x = affine(fitted.before(), wide(values));
    int outputs = fitted.projection().outputs();
    double[] out = new double[outputs];
    for (int i = 0; i < outputs; i++) {
      for (int k = 0; k < x.length; k++) {
        out[i] +=
            (x[k] - fitted.projection().mean()[k])
                * fitted.projection().weights()[i * x.length + k];
      }
    }
    return out;
  }

  private static List<ScoredRow> scored(
      JavaSparkContext context,
      FittedFeatures fitted,
      Model model,
      int partitions,
      TestViews views) {
    JavaRDD<Block> images = context.parallelize(TinyBlocks.of(BLOCK_ROWS), partitions);
    try (PreparedRows rows = fitted.prepare(Predictions.chunks(images), views)) {
      Evaluator evaluator =
          new Evaluator(model, LOSS, fitted.scaling(), rows.seen(), parameters(model));
      List<ScoredRow> found =
          new ArrayList<>(Predictions.scored(rows.blocks(), evaluator).collect());
      found.sort(Comparator.comparingInt(ScoredRow::row));
      return found;
    }
  }

  private static Evaluation evaluation(
      JavaSparkContext context,
      FittedFeatures fitted,
      Model model,
      int partitions,
      TestViews views) {
    JavaRDD<Block> images = context.parallelize(TinyBlocks.of(BLOCK_ROWS), partitions);
    try (PreparedRows rows = fitted.prepare(images, views)) {
      return new Evaluator(model, LOSS, fitted.scaling(), rows.seen(), parameters(model))
          .evaluate(rows.blocks(), new RowRange(0, ROWS));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "raw, NONE",
    "raw, MIRROR",
    "raw, SIX",
    "hog(cell=8)|standardize, SIX",
    "'hsv(bins=10,cell=8)|standardize', MIRROR",
    "hog(cell=8)+hsv(bins=10)|pca(9), SIX"
  })
  void areThoseOfPlainLoopsInAnyPartitions(String text, TestViews views, JavaSparkContext context) {
    FittedFeatures fitted = features(context, text);
    Model model = Networks.linear(fitted.scaling().features(), 10, true);
    List<ScoredRow> found = scored(context, fitted, model, 1, views);
    assertEquals(ROWS, found.size());
    double loss = 0;
    long correct = 0;
    for (ScoredRow row : found) {
      double[] expected = meanScores(fitted, parameters(model), row.row(), views);
      assertArrayEquals(expected, row.wideScores(), 1e-4, "row " + row.row());
      loss += LOSS.evaluate(expected, row.label(), new double[10]);
      correct += row.prediction() == TinyBlocks.label(row.row()) ? 1 : 0;
    }
    Evaluation evaluation = evaluation(context, fitted, model, 1, views);
    assertEquals(loss / ROWS, evaluation.meanLoss(), 1e-4);
    assertEquals((double) correct / ROWS, evaluation.accuracy());
    for (int partitions : new int[] {2, 7}) {
      List<ScoredRow> again = scored(context, fitted, model, partitions, views);
      for (int i = 0; i < ROWS; i++) {
        assertArrayEquals(found.get(i).scores(), again.get(i).scores());
      }
      assertEquals(
          evaluation.meanLoss(), evaluation(context, fitted, model, partitions, views).meanLoss());
    }
    if (views != TestViews.NONE) {
      assertNotEquals(
          evaluation.meanLoss(), evaluation(context, fitted, model, 1, TestViews.NONE).meanLoss());
    }
  }
}

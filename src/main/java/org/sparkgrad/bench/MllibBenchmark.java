package org.sparkgrad.bench;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.LabeledPoint;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.TrainingData;

/**
 * Softmax on raw pixels to a test accuracy of 0.41: Sparkgrad against MLlib's {@code
 * LogisticRegression}, each from the files to the tested model, in one JVM.
 *
 * <p>Each side runs at least twice and its last run is counted, so that neither pays for loading
 * and compiling Spark's classes; Sparkgrad's first run, in the cold JVM, is shown beside it. MLlib
 * runs L-BFGS with regParam 0.01 on the same pixels, which it standardises itself; the number of
 * iterations is raised until the model is good enough.
 *
 * @param hyperparameters of Sparkgrad's run
 */
public record MllibBenchmark(
    SparkSession session,
    DataSource source,
    int partitions,
    Map<Hyperparameter<?>, Object> hyperparameters)
    implements Benchmark {
  private static final double TARGET = 0.41;
  private static final double REG_PARAM = 0.01;
  private static final int FIRST_ITERATIONS = 30;
  private static final int MORE_ITERATIONS = 4;

  @Override
  public String name() {
    return "mllib";
  }

  @Override
  public String description() {
    return "softmax on raw pixels to a test accuracy of 0.41, against MLlib's LogisticRegression";
  }

  @Override
  public List<Measurement> run() {
    Stopwatch cold = new Stopwatch();
    trainSparkgrad();
    double coldSeconds = cold.seconds();
    Stopwatch warm = new Stopwatch();
    double accuracy = trainSparkgrad();
    double seconds = warm.seconds();
    Mllib.Fit fit = fitUntilGoodEnough();
    return List.of(
        Measurement.against(fit.seconds(), "mllib: time to train", "s", seconds),
        Measurement.against(fit.seconds(), "mllib: same, first run of the JVM", "s", coldSeconds),
        Measurement.against(fit.accuracy(), "mllib: test accuracy", "share", accuracy),
        Measurement.alone("mllib: its iterations", "iterations", fit.iterations()));
  }

  private Mllib.Fit fitUntilGoodEnough() {
    Mllib mllib = new Mllib(session, source, partitions);
    Mllib.Fit fit = mllib.fit(FIRST_ITERATIONS, REG_PARAM);
    for (int iterations = FIRST_ITERATIONS; fit.accuracy() < TARGET; ) {
      iterations += MORE_ITERATIONS;
      fit = mllib.fit(iterations, REG_PARAM);
    }
    return fit;
  }

  /** Returns the test accuracy. */
  private double trainSparkgrad() {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    try (TrainingData data = TrainingData.load(context, source, partitions)) {
      Cell cell = new Cell("bench", Hyperparameters.of(hyperparameters));
      CellResult result = CellTrainer.of(data, new CellTrainer.Settings(0, 0, true)).train(cell);
      return result.test().map(Evaluation::accuracy).orElse(Double.NaN);
    }
  }

  /** MLlib's side of the comparison. */
  private record Mllib(SparkSession session, DataSource source, int partitions) {
    record Fit(int iterations, double seconds, double accuracy) {}

    Fit fit(int iterations, double regParam) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      Stopwatch watch = new Stopwatch();
      try (LabelledRows train = PartLoader.load(context, source.train(), partitions);
          LabelledRows test = PartLoader.load(context, source.test(), partitions)) {
        LogisticRegressionModel model =
            new LogisticRegression()
                .setMaxIter(iterations)
                .setRegParam(regParam)
                .fit(session.createDataFrame(train.vectors(), LabeledPoint.class));
        Dataset<Row> predictions =
            model.transform(session.createDataFrame(test.vectors(), LabeledPoint.class));
        double correct = predictions.where("label = prediction").count();
        return new Fit(iterations, watch.seconds(), correct / test.rows());
      }
    }
  }
}

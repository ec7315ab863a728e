package org.sparkgrad.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.LabeledPoint;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.ml.SparkgradClassificationModel;
import org.sparkgrad.ml.SparkgradClassifier;

/**
 * The estimator on DataFrames of pixels: a {@code CrossValidator} of 12 cells, each fold's trained
 * together, against separate fits, two at a time, on rows of bytes and on vectors of doubles, which
 * Spark takes longer to cache and copy; and the time from a DataFrame to a test accuracy of 0.41,
 * against MLlib's {@code LogisticRegression} on the same DataFrame, of vectors. Each side runs
 * twice and the second run counts.
 */
public record EstimatorBenchmark(SparkSession session, DataSource source, int partitions)
    implements Benchmark {
  private static final double TARGET = 0.41;
  private static final double REG_PARAM = 0.01;
  private static final int FIRST_ITERATIONS = 30;
  private static final int MORE_ITERATIONS = 4;
  private static final int FOLDS = 2;
  private static final int PARALLELISM = 2;
  private static final double[] RATES = {0.002, 0.005, 0.01, 0.02};
  private static final double[] PENALTIES = {0, 0.001, 0.01};
  private static final StructType PIXELS =
      new StructType().add("label", DataTypes.DoubleType).add("features", DataTypes.BinaryType);

  @Override
  public String name() {
    return "ml";
  }

  @Override
  public String description() {
    return "the Spark ML estimator: cross-validation in one pass, and against LogisticRegression";
  }

  @Override
  public List<Measurement> run() {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    try (LabelledRows train = PartLoader.load(context, source.train(), partitions);
        LabelledRows test = PartLoader.load(context, source.test(), partitions)) {
      Dataset<Row> rows = session.createDataFrame(train.vectors(), LabeledPoint.class);
      Dataset<Row> testRows = session.createDataFrame(test.vectors(), LabeledPoint.class);
      List<Measurement> all = new ArrayList<>(toTarget(rows, testRows));
      all.add(crossValidation(pixels(train), "rows of bytes"));
      all.add(crossValidation(rows, "vectors"));
      return all;
    }
  }

  private Dataset<Row> pixels(LabelledRows rows) {
    return session.createDataFrame(
        rows.blocks().flatMap(block -> pixels(block).iterator()), PIXELS);
  }

  private static List<Row> pixels(Block block) {
    List<Row> rows = new ArrayList<>();
    for (int row = block.firstRow(); row < block.endRow(); row++) {
      int start = block.pixelStart(row);
      byte[] pixels = Arrays.copyOfRange(block.pixels(), start, start + block.rowSize());
      rows.add(RowFactory.create((double) block.label(row), pixels));
    }
    return rows;
  }

  private SparkgradClassifier classifier() {
    return new SparkgradClassifier()
        .setImageShape(source.shape().image().map(Object::toString).orElse("").replace(" ", ""))
        .setMomentum(0.9)
        .setSeed(2);
  }

  private List<Measurement> toTarget(Dataset<Row> rows, Dataset<Row> test) {
    fit(rows);
    Stopwatch watch = new Stopwatch();
    SparkgradClassificationModel model = fit(rows);
    double seconds = watch.seconds();
    double ofMllib = 0;
    double mllibAccuracy = 0;
    int iterations = FIRST_ITERATIONS - MORE_ITERATIONS;
    for (int run = 0; run < 2 || mllibAccuracy < TARGET; run++) {
      iterations += run == 1 ? 0 : MORE_ITERATIONS;
      Stopwatch own = new Stopwatch();
      var fitted = new LogisticRegression().setMaxIter(iterations).setRegParam(REG_PARAM).fit(rows);
      ofMllib = own.seconds();
      mllibAccuracy = accuracy(fitted.transform(test));
    }
    return List.of(
        Measurement.against(ofMllib, "ml: DataFrame to model, against MLlib", "s", seconds),
        Measurement.against(
            mllibAccuracy, "ml: test accuracy", "share", accuracy(model.transform(test))),
        Measurement.alone("ml: iterations of MLlib", "iterations", iterations));
  }

  /** With the settings of {@code bench mllib}. */
  private SparkgradClassificationModel fit(Dataset<Row> rows) {
    return classifier()
        .setLearningRate(0.02)
        .setL2(0.01)
        .setSchedule("linear")
        .setBatchSize(2500)
        .setEpochs(20)
        .fit(rows);
  }

  private static double accuracy(Dataset<Row> predictions) {
    return new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(predictions);
  }

  private Measurement crossValidation(Dataset<Row> rows, String kind) {
    SparkgradClassifier classifier = classifier().setBatchSize(500).setEpochs(2);
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(classifier.learningRate(), RATES)
            .addGrid(classifier.l2(), PENALTIES)
            .build();
    CrossValidator separate = validator(classifier, grid);
    CrossValidator fused = validator(classifier.copy(new ParamMap()).fuse(grid, FOLDS), grid);
    fused.fit(rows);
    Stopwatch watch = new Stopwatch();
    fused.fit(rows);
    double seconds = watch.seconds();
    Stopwatch own = new Stopwatch();
    separate.fit(rows);
    return Measurement.against(
        own.seconds(),
        "ml: CrossValidator of 12 cells on %s in one pass, against separate fits, 2 at a time"
            .formatted(kind),
        "s",
        seconds);
  }

  private static CrossValidator validator(SparkgradClassifier classifier, ParamMap[] grid) {
    return new CrossValidator()
        .setEstimator(classifier)
        .setEstimatorParamMaps(grid)
        .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
        .setNumFolds(FOLDS)
        .setParallelism(PARALLELISM)
        .setSeed(1);
  }
}

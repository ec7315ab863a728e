package org.sparkgrad.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.artifact.SavedModel;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.evaluation.LocalScorer;
import org.sparkgrad.io.DataException;
import scala.Tuple3;

/**
 * A trained classifier. It adds the scores of each class as raw predictions, their probabilities,
 * and the class with the largest one, or the thresholds' choice; a column whose name is empty is
 * not made. Probabilities are the softmax of the scores, which says nothing of chances after
 * training on a hinge.
 *
 * <p>Saved, it is a directory with Spark's own metadata, and in {@code model} the same files as the
 * command line writes, which the command line reads.
 */
public final class SparkgradClassificationModel
    extends ProbabilisticClassificationModel<Vector, SparkgradClassificationModel>
    implements ClassifierParams,
        ModelParams,
        LossParams,
        OptimiserParams,
        FeatureParams,
        DataParams,
        HyperparameterParams,
        OwnParams,
        MLWritable {
  private static final long serialVersionUID = 1L;
  private static final String PREFIX = "sparkgrad";

  // It has no initialiser: the super constructor has asked for it already.
  private InstanceParams own;
  private transient SavedModel.Contents contents;
  private transient SparkgradTrainingSummary summary;
  private transient VectorScorer scorer;

  /** For Spark Connect, which looks for its class; it predicts nothing. */
  public SparkgradClassificationModel() {
    this(InstanceParams.hand(Identifiable$.MODULE$.randomUID(PREFIX)));
  }

  /**
   * A trained model.
   *
   * @param summary null if it is not known how training went
   */
  SparkgradClassificationModel(
      String uid, SavedModel.Contents contents, SparkgradTrainingSummary summary) {
    this(InstanceParams.hand(uid));
    this.contents = contents;
    this.summary = summary;
  }

  private SparkgradClassificationModel(InstanceParams.Handed unused) {}

  @Override
  public InstanceParams own() {
    own = InstanceParams.of(own);
    return own;
  }

  /** What training gave. */
  SavedModel.Contents contents() {
    if (contents == null) {
      throw new IllegalStateException(
          ("model %s: expected one that was trained or read, found an empty one; a function that"
                  + " Spark sends to executors gets no parameters: 'transform' scores there")
              .formatted(uid()));
    }
    return contents;
  }

  private VectorScorer scorer() {
    if (scorer == null) {
      scorer = new VectorScorer(contents().trained().localScorer(), input());
    }
    return scorer;
  }

  /** What its rows are. */
  DataShape input() {
    return contents().trained().input();
  }

  @Override
  public int numClasses() {
    return contents().trained().model().classes();
  }

  /** Values per row: numbers of a vector, or bytes of an image. */
  @Override
  public int numFeatures() {
    return input().values();
  }

  /** One name per class. */
  public List<String> classNames() {
    return contents().trained().classNames();
  }

  /** The SHA-256 of the parameters as little-endian float32 numbers: equal for equal bits. */
  public String weightsSha256() {
    return contents().trained().weightsSha256();
  }

  public boolean hasSummary() {
    return summary != null;
  }

  /**
   * How training went.
   *
   * @throws IllegalStateException if the model was read from disk, which holds no summary
   */
  public SparkgradTrainingSummary summary() {
    if (summary == null) {
      throw new IllegalStateException(
          "summary: expected a model that was trained in this session, found one that was read");
    }
    return summary;
  }

  /** Whether training diverged: no row gets a class then. */
  boolean isDiverged() {
    return summary != null && !summary.isOk();
  }

  /** The score of each class; NaN if training diverged. */
  @Override
  public Vector predictRaw(Vector features) {
    Vector scores = scorer().scores(features);
    return isDiverged() ? Vectors.dense(ScoreColumns.unknown(numClasses())) : scores;
  }

  /** The class of a row; {@link ScoreColumns#NO_CLASS} if a score is not finite. */
  @Override
  public double predict(Vector features) {
    Vector raw = predictRaw(features);
    return ScoreColumns.areFinite(raw.toArray()) ? raw2prediction(raw) : ScoreColumns.NO_CLASS;
  }

  @Override
  public Vector raw2probabilityInPlace(Vector raw) {
    double[] values = ((DenseVector) raw).values();
    double[] found = ScoreColumns.probabilities(contents().trained().loss(), values);
    System.arraycopy(found, 0, values, 0, values.length);
    return Vectors.dense(values);
  }

  @Override
  public StructType validateAndTransformSchema(
      StructType schema, boolean fitting, DataType featuresType) {
    reader(schema);
    return ScoreColumns.schema(
        schema, List.of(getPredictionCol(), getRawPredictionCol(), getProbabilityCol()));
  }

  private RowReader reader(StructType schema) {
    boolean ofImages = RowReader.isImage(RowReader.type(schema, getFeaturesCol()));
    return RowReader.of(
        schema,
        getFeaturesCol(),
        ofImages || contents == null ? Optional.empty() : input().image());
  }

  /** Scores rows a few hundred at a time. */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    StructType out = transformSchema(schema, true);
    ScoreColumns columns =
        new ScoreColumns(
            contents().trained().loss(),
            isDefined(thresholds()) ? thresholds(numClasses()) : new double[0],
            schema.length(),
            List.of(out.fieldNames()),
            List.of(getRawPredictionCol(), getProbabilityCol(), getPredictionCol()));
    LocalScorer local = contents().trained().localScorer();
    boolean diverged = isDiverged();
    BatchRows.Adder adder =
        (row, scores) -> columns.add(row, diverged ? ScoreColumns.unknown(scores.length) : scores);
    BatchRows scoring =
        new BatchRows(
            reader(schema), schema, getIdCol(), RowPacker.of(input()), local::scores, adder);
    return scoring.over(dataset, out);
  }

  /**
   * The model with its columns of probabilities and predictions. Spark's two methods of this name
   * differ in what javac takes for their type, so that a class of Java has to override both.
   */
  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Tuple3 findSummaryModel() {
    return new Tuple3<>(this, getProbabilityCol(), getPredictionCol());
  }

  private double[] thresholds(int classes) {
    double[] thresholds = getThresholds();
    if (thresholds.length != classes) {
      throw new IllegalArgumentException(
          "thresholds: expected one for each of %d classes, found %d"
              .formatted(classes, thresholds.length));
    }
    return thresholds;
  }

  @Override
  public SparkgradClassificationModel copy(ParamMap extra) {
    SparkgradClassificationModel copy = new SparkgradClassificationModel(uid(), contents, summary);
    return copyValues(copy, extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new ModelFiles.Writer(this);
  }

  /**
   * Reads what {@link #write} has written; a file that is not as it was written makes a {@link
   * DataException}.
   */
  public static MLReader<SparkgradClassificationModel> read() {
    return new ModelFiles.Reader();
  }

  public static SparkgradClassificationModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return contents == null
        ? "SparkgradClassificationModel: uid=" + uid()
        : "SparkgradClassificationModel: uid=%s, numClasses=%d, numFeatures=%d"
            .formatted(uid(), numClasses(), numFeatures());
  }
}

package org.sparkgrad.ml;

import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.config.Hyperparameter;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Trains a classifier by mini-batch gradient descent: all that the command line trains, on the rows
 * of a DataFrame. The same rows and params give the same bits, in however many partitions the rows
 * are and in whichever order.
 *
 * <p>Features are vectors, arrays of float, double or tinyint, binaries, or Spark's images; labels
 * are 0, 1, ..., k - 1. All values are kept as 32 bit floats, or bytes of images. Every
 * hyperparameter is a param with its name in camel case; {@code validation} is 0 unless it is set,
 * and {@code batchSize} is at most the number of training rows.
 *
 * <p>Rows are ordered by {@link #idCol}, or by a digest of what they hold, before they are cut into
 * blocks. That is one sort and one shuffle of all rows, which stay in memory, or on disk, twice
 * until they are laid out; the digest costs a SHA-256 of each row besides.
 *
 * <p>Several param maps that draw the same batches are trained in one pass by {@link #fit(Dataset,
 * ParamMap[])}. Spark's {@code CrossValidator} asks for one after the other; {@link #fuse} tells of
 * all of them beforehand.
 */
public final class SparkgradClassifier extends ClassifierSetters
    implements DefaultParamsWritable, MLWritable {
  private static final long serialVersionUID = 1L;
  private static final String PREFIX = "sparkgrad";

  // It has no initialiser: the super constructor has asked for it already.
  private InstanceParams own;
  private transient FusedGrid grid;

  public SparkgradClassifier() {
    this(Identifiable$.MODULE$.randomUID(PREFIX));
  }

  public SparkgradClassifier(String uid) {
    this(InstanceParams.hand(uid));
  }

  private SparkgradClassifier(InstanceParams.Handed unused) {
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      each.defaultText().ifPresent(text -> byDefault(each, text));
    }
    setDefault(validation(), 0);
    setDefault(idCol(), DataParamSet.NONE);
    setDefault(imageShape(), DataParamSet.NONE);
    setDefault(validationIndicatorCol(), DataParamSet.NONE);
  }

  @SuppressWarnings("unchecked") // Params of numbers are params of objects to Java.
  private void byDefault(Hyperparameter<?> hyperparameter, String text) {
    Param<Object> param = (Param<Object>) hyperparameterParams().of(hyperparameter);
    setDefault(param, CheckedParams.byDefault(hyperparameter, text));
  }

  @Override
  public InstanceParams own() {
    own = InstanceParams.of(own);
    return own;
  }

  /**
   * Tells of the param maps that a {@code CrossValidator} or {@code TrainValidationSplit} around
   * this classifier is going to ask for. When it asks for the first of them on the rows of a fold,
   * all are trained in as few passes as can be, and the models of the others are kept until it asks
   * for them. On all rows, once the folds are done, it asks for the best one, which is trained
   * alone. The models are the same as without.
   *
   * @param folds as many as the validator has; 1 for a {@code TrainValidationSplit}
   * @return this
   * @throws IllegalArgumentException if there are no folds
   */
  public SparkgradClassifier fuse(ParamMap[] grid, int folds) {
    if (folds < 1) {
      throw new IllegalArgumentException("fuse: expected at least 1 fold, found " + folds);
    }
    this.grid = new FusedGrid(List.of(grid), folds);
    return this;
  }

  @Override
  public SparkgradClassificationModel fit(Dataset<?> dataset, ParamMap map) {
    return grid != null && grid.has(map) ? grid.fit(this, dataset, map) : copy(map).fit(dataset);
  }

  /** Trains with each of the param maps; the models are in their order. */
  @Override
  public Seq<SparkgradClassificationModel> fit(Dataset<?> dataset, Seq<ParamMap> maps) {
    List<ParamMap> each = CollectionConverters.asJava(maps);
    return CollectionConverters.asScala(fitAll(dataset, each)).toSeq();
  }

  /**
   * Trains with each of the param maps, as many as can be in one pass.
   *
   * @return the models in the order of the maps; one that diverged says so in its summary
   */
  public List<SparkgradClassificationModel> fit(Dataset<?> dataset, ParamMap[] maps) {
    return fitAll(dataset, List.of(maps));
  }

  List<SparkgradClassificationModel> fitAll(Dataset<?> dataset, List<ParamMap> maps) {
    List<SparkgradClassifier> settings = maps.stream().map(this::copy).toList();
    settings.forEach(each -> each.transformSchema(dataset.schema()));
    return FusedFits.of(dataset, settings);
  }

  /** Trains one model. Spark's own method of this name takes a point in a name for a field. */
  @Override
  public SparkgradClassificationModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    return copyValues(train(dataset).setParent(this), new ParamMap());
  }

  /**
   * Trains one model whose columns have been checked.
   *
   * @throws org.sparkgrad.io.DataException if a row cannot be used, naming it by its id
   * @throws IllegalStateException if training diverges
   */
  @Override
  public SparkgradClassificationModel train(Dataset<?> dataset) {
    SparkgradClassificationModel model = FusedFits.of(dataset, List.of(this)).get(0);
    model.summary().requireFinite(this);
    return model;
  }

  /** The columns that training reads. */
  FrameColumns columns(StructType schema) {
    return new FrameColumns(
        RowReader.of(schema, getFeaturesCol(), DataParamSet.shape(getImageShape())),
        getLabelCol(),
        getIdCol(),
        getValidationIndicatorCol());
  }

  @Override
  public StructType validateAndTransformSchema(
      StructType schema, boolean fitting, DataType featuresType) {
    columns(schema).require(schema);
    DataType label = RowReader.type(schema, getLabelCol());
    if (!(label instanceof NumericType)) {
      throw new IllegalArgumentException(
          "column '%s': expected labels that are numbers, found %s"
              .formatted(getLabelCol(), label.catalogString()));
    }
    return ScoreColumns.schema(
        schema, List.of(getPredictionCol(), getRawPredictionCol(), getProbabilityCol()));
  }

  @Override
  public SparkgradClassifier copy(ParamMap extra) {
    SparkgradClassifier copy = defaultCopy(extra);
    copy.grid = grid;
    return copy;
  }

  /** Reads what {@code write} has written. */
  public static MLReader<SparkgradClassifier> read() {
    return new ParamsReader<>(SparkgradClassifier.class);
  }

  public static SparkgradClassifier load(String path) {
    return read().load(path);
  }
}

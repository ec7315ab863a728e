package org.sparkgrad.ml;

import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.data.DataSet;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.data.RowProgress;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.feature.FeatureCache;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FeatureString;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.io.DataException;

/**
 * Fits a feature string, such as {@code hog(cell=4)+hsv|standardize|pca(0.95)}, to the rows of a
 * DataFrame: for classifiers of others, as {@link SparkgradClassifier} has {@code features} of its
 * own. Rows are ordered as that orders them, so that the same rows give the same bits.
 */
public final class ImageFeatures extends Estimator<ImageFeaturesModel>
    implements ImageFeatureParams,
        DataParams,
        HyperparameterParams,
        OwnParams,
        DefaultParamsWritable,
        MLWritable {
  private static final long serialVersionUID = 1L;
  static final String PREFIX = "imageFeatures";

  // It has no initialiser: the super constructor has asked for it already.
  private InstanceParams own;

  public ImageFeatures() {
    this(Identifiable$.MODULE$.randomUID(PREFIX));
  }

  public ImageFeatures(String uid) {
    this(InstanceParams.hand(uid));
  }

  private ImageFeatures(InstanceParams.Handed unused) {
    setDefault(inputCol(), "image");
    setDefault(outputCol(), "features");
    setDefault(features(), Hyperparameter.FEATURES.defaultText().orElseThrow());
    setDefault(idCol(), DataParamSet.NONE);
    setDefault(imageShape(), DataParamSet.NONE);
  }

  @Override
  public InstanceParams own() {
    own = InstanceParams.of(own);
    return own;
  }

  /** Sets {@link #inputCol}. */
  public ImageFeatures setInputCol(String value) {
    set(inputCol(), value);
    return this;
  }

  /** Sets {@link #outputCol}. */
  public ImageFeatures setOutputCol(String value) {
    set(outputCol(), value);
    return this;
  }

  /** Sets {@link #features}. */
  public ImageFeatures setFeatures(String value) {
    set(features(), value);
    return this;
  }

  /** Sets {@link #idCol}. */
  public ImageFeatures setIdCol(String value) {
    set(idCol(), value);
    return this;
  }

  /** Sets {@link #imageShape}. */
  public ImageFeatures setImageShape(String value) {
    set(imageShape(), value);
    return this;
  }

  /** Sets {@link #blocks}. */
  public ImageFeatures setBlocks(int value) {
    set("blocks", value);
    return this;
  }

  /**
   * Fits the features.
   *
   * @throws DataException if a row cannot be used, naming it by its id
   * @throws IllegalArgumentException if the feature string does not fit the rows
   */
  @Override
  public ImageFeaturesModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    FrameColumns columns =
        new FrameColumns(ImageFeaturesModel.reader(this, dataset.schema()), "", getIdCol(), "");
    FittedFeatures fitted = DataException.unwrapped(() -> fit(dataset, columns));
    ImageFeaturesModel model = new ImageFeaturesModel(uid(), fitted);
    return copyValues(model.setParent(this), new ParamMap());
  }

  private FittedFeatures fit(Dataset<?> dataset, FrameColumns columns) {
    try (TrainingTable table = TrainingTable.read(dataset, columns)) {
      FeaturePipeline pipeline = FeatureString.parse(getFeatures()).at(table.shape());
      try (DataSet rows = table.inBlocks(blocks(table));
          FeatureCache cache = new FeatureCache(rows, Optional.empty(), RowProgress.NONE)) {
        return cache.prepare(pipeline, new RowRange(0, table.rows()), false).features();
      }
    }
  }

  private int blocks(TrainingTable table) {
    return isSet(blocks())
        ? Math.max(RowBlocks.fewest(table.rows()), getBlocks())
        : RowBlocks.fitting(table.rows(), table.shape().bytesPerRow()).count();
  }

  @Override
  public StructType transformSchema(StructType schema) {
    new FrameColumns(ImageFeaturesModel.reader(this, schema), "", getIdCol(), "").require(schema);
    return ImageFeaturesModel.with(schema, getOutputCol());
  }

  @Override
  public ImageFeatures copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads what {@code write} has written. */
  public static MLReader<ImageFeatures> read() {
    return new ParamsReader<>(ImageFeatures.class);
  }

  public static ImageFeatures load(String path) {
    return read().load(path);
  }
}

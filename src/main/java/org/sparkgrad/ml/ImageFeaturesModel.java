package org.sparkgrad.ml;

import java.util.Arrays;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.artifact.SavedTransform;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.feature.LocalFeatures;
import org.sparkgrad.io.Directory;
import scala.Option;

/** Fitted features: adds a column of vectors. */
public final class ImageFeaturesModel extends Model<ImageFeaturesModel>
    implements ImageFeatureParams, DataParams, HyperparameterParams, OwnParams, MLWritable {
  private static final long serialVersionUID = 1L;
  private static final String FEATURES = "features";

  // It has no initialiser: the super constructor has asked for it already.
  private InstanceParams own;
  private transient FittedFeatures fitted;

  /** For Spark Connect, which looks for its class; it has nothing fitted. */
  public ImageFeaturesModel() {
    this(InstanceParams.hand(Identifiable$.MODULE$.randomUID(ImageFeatures.PREFIX)));
  }

  ImageFeaturesModel(String uid, FittedFeatures fitted) {
    this(InstanceParams.hand(uid));
    this.fitted = fitted;
  }

  private ImageFeaturesModel(InstanceParams.Handed unused) {}

  @Override
  public InstanceParams own() {
    own = InstanceParams.of(own);
    return own;
  }

  /** Sets {@link #inputCol}. */
  public ImageFeaturesModel setInputCol(String value) {
    set(inputCol(), value);
    return this;
  }

  /** Sets {@link #outputCol}. */
  public ImageFeaturesModel setOutputCol(String value) {
    set(outputCol(), value);
    return this;
  }

  /** Values of a row that is added. */
  public int numFeatures() {
    return fitted().scaling().features();
  }

  private FittedFeatures fitted() {
    if (fitted == null) {
      throw new IllegalStateException(
          "features %s: expected some that were fitted or read, found none".formatted(uid()));
    }
    return fitted;
  }

  static RowReader reader(ImageFeatureParams params, StructType schema) {
    return RowReader.of(schema, params.getInputCol(), DataParamSet.shape(params.getImageShape()));
  }

  /** A schema with a column of vectors. */
  static StructType with(StructType schema, String column) {
    if (Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "outputCol: expected a new column, found '%s' in the DataFrame".formatted(column));
    }
    return schema.add(column, SQLDataTypes.VectorType(), false);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    reader(this, schema);
    return with(schema, getOutputCol());
  }

  /** Computes features of a few hundred rows at a time. */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    LocalFeatures local = fitted().local();
    BatchRows work =
        new BatchRows(
            reader(this, schema),
            schema,
            getIdCol(),
            RowPacker.of(fitted().pipeline().data()),
            local::matrix,
            ImageFeaturesModel::add);
    return work.over(dataset, transformSchema(schema));
  }

  private static Row add(Row row, double[] features) {
    Object[] all = new Object[row.length() + 1];
    for (int i = 0; i < row.length(); i++) {
      all[i] = row.get(i);
    }
    all[row.length()] = Vectors.dense(features);
    return RowFactory.create(all);
  }

  @Override
  public ImageFeaturesModel copy(ParamMap extra) {
    return copyValues(new ImageFeaturesModel(uid(), fitted), extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    ImageFeaturesModel own = this;
    return new MLWriter() {
      @Override
      public void saveImpl(String path) {
        FittedFeatures toWrite = own.fitted();
        DefaultParamsWriter$.MODULE$.saveMetadata(
            own, path, sparkSession(), Option.empty(), Option.empty());
        SavedTransform.write(Directory.at(sc().hadoopConfiguration(), features(path)), toWrite);
      }
    };
  }

  private static String features(String path) {
    return new Path(path, FEATURES).toString();
  }

  /** Reads what {@link #write} has written. */
  public static MLReader<ImageFeaturesModel> read() {
    return new MLReader<>() {
      @Override
      public ImageFeaturesModel load(String path) {
        DefaultParamsReader.Metadata metadata =
            DefaultParamsReader$.MODULE$.loadMetadata(
                path, sparkSession(), ImageFeaturesModel.class.getName());
        ImageFeaturesModel model =
            new ImageFeaturesModel(
                metadata.uid(), SavedTransform.read(sc().hadoopConfiguration(), features(path)));
        metadata.getAndSetParams(model, Option.empty());
        return model;
      }
    };
  }

  public static ImageFeaturesModel load(String path) {
    return read().load(path);
  }
}

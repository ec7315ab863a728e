package org.sparkgrad.ml;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.sparkgrad.artifact.SavedModel;
import org.sparkgrad.io.Directory;
import scala.Option;

/** A model on disk: Spark's metadata with its params, and beside them the model itself. */
final class ModelFiles {
  private static final String MODEL = "model";

  private ModelFiles() {}

  private static String model(String path) {
    return new Path(path, MODEL).toString();
  }

  /** Writes a model. */
  static final class Writer extends MLWriter {
    private final SparkgradClassificationModel model;

    Writer(SparkgradClassificationModel model) {
      this.model = model;
    }

    /** Refuses a model that could not be read before anything that lies there is deleted. */
    @Override
    public void save(String path) throws IOException {
      requireFinite();
      super.save(path);
    }

    private void requireFinite() {
      if (model.isDiverged()) {
        throw new IllegalStateException(
            "save: expected a model with finite weights, found %s, whose training diverged"
                .formatted(model.uid()));
      }
    }

    @Override
    public void saveImpl(String path) {
      requireFinite();
      SavedModel.Contents contents = model.contents();
      DefaultParamsWriter$.MODULE$.saveMetadata(
          model, path, sparkSession(), Option.empty(), Option.empty());
      SavedModel.write(
          Directory.at(sc().hadoopConfiguration(), model(path)),
          contents.trained(),
          contents.hyperparameters(),
          contents.blocks());
    }
  }

  /** Reads a model. */
  static final class Reader extends MLReader<SparkgradClassificationModel> {
    @Override
    public SparkgradClassificationModel load(String path) {
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader$.MODULE$.loadMetadata(
              path, sparkSession(), SparkgradClassificationModel.class.getName());
      SparkgradClassificationModel model =
          new SparkgradClassificationModel(
              metadata.uid(), SavedModel.readAll(sc().hadoopConfiguration(), model(path)), null);
      metadata.getAndSetParams(model, Option.empty());
      return model;
    }
  }
}

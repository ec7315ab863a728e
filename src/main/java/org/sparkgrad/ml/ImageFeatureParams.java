package org.sparkgrad.ml;

import org.apache.spark.ml.param.Param;
import org.sparkgrad.config.Hyperparameter;

/** Params of features without a classifier. */
public interface ImageFeatureParams extends HyperparameterParams, DataParams {
  /** The columns. */
  default InputOutputSet inputOutput() {
    return own().inputOutput();
  }

  /** The column of images, vectors, arrays or binaries. */
  default Param<String> inputCol() {
    return inputOutput().inputCol();
  }

  /** The value of {@link #inputCol}. */
  default String getInputCol() {
    return getOrDefault(inputCol());
  }

  /** The column of vectors that is added. */
  default Param<String> outputCol() {
    return inputOutput().outputCol();
  }

  /** The value of {@link #outputCol}. */
  default String getOutputCol() {
    return getOrDefault(outputCol());
  }

  /** The feature string, such as {@code hog(cell=4)+hsv|standardize}. */
  default Param<String> features() {
    return hyperparameterParams().text(Hyperparameter.FEATURES);
  }

  /** The value of {@link #features}. */
  default String getFeatures() {
    return getOrDefault(features());
  }
}

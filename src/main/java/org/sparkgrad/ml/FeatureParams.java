package org.sparkgrad.ml;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkgrad.config.Hyperparameter;

/** How rows become features, and how images of batches are varied, as params. */
public interface FeatureParams extends HyperparameterParams {
  /** The hyperparameter {@code features}. */
  default Param<String> features() {
    return hyperparameterParams().text(Hyperparameter.FEATURES);
  }

  /** The value of {@link #features}. */
  default String getFeatures() {
    return getOrDefault(features());
  }

  /** The hyperparameter {@code flip}. */
  default Param<String> flip() {
    return hyperparameterParams().text(Hyperparameter.FLIP);
  }

  /** The value of {@link #flip}. */
  default String getFlip() {
    return getOrDefault(flip());
  }

  /** The hyperparameter {@code crop}. */
  default IntParam crop() {
    return hyperparameterParams().whole(Hyperparameter.CROP);
  }

  /** The value of {@link #crop}. */
  default int getCrop() {
    return (int) getOrDefault(crop());
  }

  /** The hyperparameter {@code crop-padding}. */
  default Param<String> cropPadding() {
    return hyperparameterParams().text(Hyperparameter.CROP_PADDING);
  }

  /** The value of {@link #cropPadding}. */
  default String getCropPadding() {
    return getOrDefault(cropPadding());
  }

  /** The hyperparameter {@code validation}. */
  default IntParam validation() {
    return hyperparameterParams().whole(Hyperparameter.VALIDATION);
  }

  /** The value of {@link #validation}. */
  default int getValidation() {
    return (int) getOrDefault(validation());
  }
}

package org.sparkgrad.ml;

import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.sparkgrad.config.Hyperparameter;

/** What the model is, as params: names are those of the command line's options in camel case. */
public interface ModelParams extends HyperparameterParams {
  /** The hyperparameter {@code model}. */
  default Param<String> model() {
    return hyperparameterParams().text(Hyperparameter.MODEL);
  }

  /** The value of {@link #model}. */
  default String getModel() {
    return getOrDefault(model());
  }

  /** The hyperparameter {@code hidden}. */
  default IntParam hidden() {
    return hyperparameterParams().whole(Hyperparameter.HIDDEN);
  }

  /** The value of {@link #hidden}. */
  default int getHidden() {
    return (int) getOrDefault(hidden());
  }

  /** The hyperparameter {@code dropout}. */
  default DoubleParam dropout() {
    return hyperparameterParams().decimal(Hyperparameter.DROPOUT);
  }

  /** The value of {@link #dropout}. */
  default double getDropout() {
    return (double) getOrDefault(dropout());
  }

  /** The hyperparameter {@code bias}. */
  default BooleanParam bias() {
    return hyperparameterParams().flag(Hyperparameter.BIAS);
  }

  /** The value of {@link #bias}. */
  default boolean getBias() {
    return (boolean) getOrDefault(bias());
  }

  /** The hyperparameter {@code init}. */
  default Param<String> init() {
    return hyperparameterParams().text(Hyperparameter.INIT);
  }

  /** The value of {@link #init}. */
  default String getInit() {
    return getOrDefault(init());
  }

  /** The hyperparameter {@code init-scale}. */
  default DoubleParam initScale() {
    return hyperparameterParams().decimal(Hyperparameter.INIT_SCALE);
  }

  /** The value of {@link #initScale}. */
  default double getInitScale() {
    return (double) getOrDefault(initScale());
  }
}

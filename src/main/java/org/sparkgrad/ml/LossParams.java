package org.sparkgrad.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.sparkgrad.config.Hyperparameter;

/** What training makes small, as params. */
public interface LossParams extends HyperparameterParams {
  /** The hyperparameter {@code loss}. */
  default Param<String> loss() {
    return hyperparameterParams().text(Hyperparameter.LOSS);
  }

  /** The value of {@link #loss}. */
  default String getLoss() {
    return getOrDefault(loss());
  }

  /** The hyperparameter {@code margin}. */
  default DoubleParam margin() {
    return hyperparameterParams().decimal(Hyperparameter.MARGIN);
  }

  /** The value of {@link #margin}. */
  default double getMargin() {
    return (double) getOrDefault(margin());
  }

  /** The hyperparameter {@code label-smoothing}. */
  default DoubleParam labelSmoothing() {
    return hyperparameterParams().decimal(Hyperparameter.LABEL_SMOOTHING);
  }

  /** The value of {@link #labelSmoothing}. */
  default double getLabelSmoothing() {
    return (double) getOrDefault(labelSmoothing());
  }

  /** The hyperparameter {@code l1}. */
  default DoubleParam l1() {
    return hyperparameterParams().decimal(Hyperparameter.L1);
  }

  /** The value of {@link #l1}. */
  default double getL1() {
    return (double) getOrDefault(l1());
  }

  /** The hyperparameter {@code l1-method}. */
  default Param<String> l1Method() {
    return hyperparameterParams().text(Hyperparameter.L1_METHOD);
  }

  /** The value of {@link #l1Method}. */
  default String getL1Method() {
    return getOrDefault(l1Method());
  }

  /** The hyperparameter {@code l2}. */
  default DoubleParam l2() {
    return hyperparameterParams().decimal(Hyperparameter.L2);
  }

  /** The value of {@link #l2}. */
  default double getL2() {
    return (double) getOrDefault(l2());
  }

  /** The hyperparameter {@code l2-factor}. */
  default Param<String> l2Factor() {
    return hyperparameterParams().text(Hyperparameter.L2_FACTOR);
  }

  /** The value of {@link #l2Factor}. */
  default String getL2Factor() {
    return getOrDefault(l2Factor());
  }

  /** The hyperparameter {@code max-norm}. */
  default DoubleParam maxNorm() {
    return hyperparameterParams().decimal(Hyperparameter.MAX_NORM);
  }

  /** The value of {@link #maxNorm}. */
  default double getMaxNorm() {
    return (double) getOrDefault(maxNorm());
  }
}

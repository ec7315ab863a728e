package org.sparkgrad.ml;

import org.apache.spark.ml.param.Param;

/** All params that a classifier has besides those that Spark's own classifiers have. */
public interface ClassifierParams
    extends ModelParams, LossParams, OptimiserParams, FeatureParams, DataParams {
  /** The further columns. */
  default ColumnParamSet columnParams() {
    return own().columns();
  }

  /**
   * The column of booleans that says of which rows the validation part is made; the others are the
   * training part. Not together with {@link #validation}.
   */
  default Param<String> validationIndicatorCol() {
    return columnParams().validationIndicatorCol();
  }

  /** The value of {@link #validationIndicatorCol}; empty for none. */
  default String getValidationIndicatorCol() {
    return getOrDefault(validationIndicatorCol());
  }

  /** Refused: rows have equal weights. */
  default Param<String> weightCol() {
    return columnParams().weightCol();
  }
}

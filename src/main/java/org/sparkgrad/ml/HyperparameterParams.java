package org.sparkgrad.ml;

import org.apache.spark.ml.param.Params;

/**
 * What has the hyperparameters as params. Spark finds params as public methods without arguments,
 * so each has its own in the interfaces that extend this one.
 */
public interface HyperparameterParams extends Params {
  /** The params, made when they are first asked for. */
  ParamSet hyperparameterParams();
}

package org.sparkgrad.ml;

/** What has the hyperparameters as params. */
public interface HyperparameterParams extends OwnParams {
  /** The params. */
  default ParamSet hyperparameterParams() {
    return own().hyperparameters();
  }
}

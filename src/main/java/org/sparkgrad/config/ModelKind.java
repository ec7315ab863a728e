package org.sparkgrad.config;

import java.util.Optional;
import org.sparkgrad.choice.Choice;

/** The models that have hyperparameters of their own. */
public enum ModelKind implements Choice, ModelChoice {
  LINEAR(InitKind.NORMAL),
  SOFTMAX_RELU(InitKind.NORMAL),
  TWO_LAYER(InitKind.HE),
  NEAREST_MEAN(InitKind.NORMAL),
  RANDOM_SEARCH(InitKind.NORMAL);

  private final InitKind init;

  ModelKind(InitKind init) {
    this.init = init;
  }

  @Override
  public String label() {
    return Choice.super.label();
  }

  @Override
  public boolean isByGradient() {
    return this != NEAREST_MEAN && this != RANDOM_SEARCH;
  }

  @Override
  public boolean isIterative() {
    return this != NEAREST_MEAN;
  }

  @Override
  public InitKind init() {
    return init;
  }

  @Override
  public Optional<NetworkText> network() {
    return Optional.empty();
  }
}

package org.sparkgrad.config;

import org.sparkgrad.choice.Choice;

/** The models that can be chosen. */
public enum ModelKind implements Choice {
  LINEAR,
  SOFTMAX_RELU,
  TWO_LAYER,
  NEAREST_MEAN,
  RANDOM_SEARCH;

  /** Whether it follows a gradient; the others are there to compare with. */
  public boolean isByGradient() {
    return switch (this) {
      case LINEAR, SOFTMAX_RELU, TWO_LAYER -> true;
      case NEAREST_MEAN, RANDOM_SEARCH -> false;
    };
  }

  /** Whether it is made in iterations, from weights that are drawn. */
  public boolean isIterative() {
    return this != NEAREST_MEAN;
  }

  /** Whether the weights are drawn from a normal distribution of one scale unless asked for. */
  boolean startsAsNormal() {
    return isIterative() && this != TWO_LAYER;
  }
}

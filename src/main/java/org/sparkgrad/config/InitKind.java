package org.sparkgrad.config;

import org.sparkgrad.choice.Choice;

/**
 * What weights can start from: a normal distribution, He's, PyTorch's uniform one, or that with
 * filters that hand channels on; auto leaves it to the model.
 */
public enum InitKind implements Choice {
  AUTO,
  NORMAL,
  HE,
  UNIFORM,
  IDENTITY
}

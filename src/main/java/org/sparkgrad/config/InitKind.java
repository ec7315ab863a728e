package org.sparkgrad.config;

import org.sparkgrad.choice.Choice;

/** The distributions that weights can start from; auto leaves it to the model. */
public enum InitKind implements Choice {
  AUTO,
  NORMAL,
  HE
}

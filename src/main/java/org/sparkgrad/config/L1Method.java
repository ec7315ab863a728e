package org.sparkgrad.config;

import org.sparkgrad.choice.Choice;

/** How an L1 penalty can act. */
public enum L1Method implements Choice {
  PROXIMAL,
  SUBGRADIENT
}

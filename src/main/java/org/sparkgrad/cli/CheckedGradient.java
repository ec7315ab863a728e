package org.sparkgrad.cli;

import org.sparkgrad.distributed.GradientChecker;
import org.sparkgrad.gradcheck.GradientCheck;

/** What the check of one combination found. */
record CheckedGradient(
    String model,
    String loss,
    String penalty,
    GradientChecker.Path path,
    GradientCheck.Result result) {

  /** The path in words for people and scripts. */
  String pathName() {
    return path.label();
  }

  @Override
  public String toString() {
    return "model %s, loss %s, penalty %s, %s".formatted(model, loss, penalty, pathName());
  }
}

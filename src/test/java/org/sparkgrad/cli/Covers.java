package org.sparkgrad.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the options that a test is about, each as a command and an option: {@code "train --out"},
 * {@code "data synth --seed"}. {@link OptionCoverageTest} fails for an option that no test names.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Covers {
  /** Stands for the options of all hyperparameters. */
  String HYPERPARAMETERS = " hyperparameters";

  String[] value();
}

package org.sparkgrad.linalg;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** The JVMs that contestants need. */
final class Forks {
  private Forks() {}

  static ChainedOptionsBuilder plain(ChainedOptionsBuilder options) {
    return options;
  }

  static ChainedOptionsBuilder withVectors(ChainedOptionsBuilder options) {
    return options.jvmArgsAppend("--add-modules=jdk.incubator.vector");
  }

  static ChainedOptionsBuilder openBlas(ChainedOptionsBuilder options) {
    return options.addProfiler(OpenBlasProcess.class, "");
  }

  static ChainedOptionsBuilder openBlasSkylakeX(ChainedOptionsBuilder options) {
    return options.addProfiler(OpenBlasProcess.class, "SkylakeX");
  }
}

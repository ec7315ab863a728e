package org.sparkgrad.cli;

import java.util.Set;

/** The options of spark-submit, which stand before the command. */
final class SparkSubmitOptions {
  static final Set<String> NAMES =
      Set.of(
          "--archives",
          "--conf",
          "--deploy-mode",
          "--driver-class-path",
          "--driver-cores",
          "--driver-default-class-path",
          "--driver-java-options",
          "--driver-library-path",
          "--driver-memory",
          "--exclude-packages",
          "--executor-cores",
          "--executor-memory",
          "--files",
          "--jars",
          "--keytab",
          "--load-spark-defaults",
          "--master",
          "--name",
          "--num-executors",
          "--packages",
          "--principal",
          "--properties-file",
          "--proxy-user",
          "--queue",
          "--repositories",
          "--supervise",
          "--total-executor-cores",
          "--verbose",
          "-c",
          "-v");

  /** Those that take no value. */
  static final Set<String> FLAGS =
      Set.of("--load-spark-defaults", "--supervise", "--verbose", "-v");

  private SparkSubmitOptions() {}
}

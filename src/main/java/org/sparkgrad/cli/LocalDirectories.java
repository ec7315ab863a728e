package org.sparkgrad.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.sparkgrad.io.Reason;

/**
 * Where Spark keeps blocks on disk. If it can make none of its directories, it ends the program
 * with exit code 53 and no word on standard error.
 *
 * @param setting that names them
 * @param paths of which one is enough
 */
record LocalDirectories(String setting, List<Path> paths) {
  private static final String ENVIRONMENT = "SPARK_LOCAL_DIRS";
  private static final String KEY = "spark.local.dir";

  static LocalDirectories of(SparkConf conf) {
    String environment = System.getenv(ENVIRONMENT);
    return environment == null
        ? of(KEY, conf.get(KEY, System.getProperty("java.io.tmpdir")))
        : of(ENVIRONMENT, environment);
  }

  private static LocalDirectories of(String setting, String list) {
    List<Path> paths = new ArrayList<>();
    for (String each : list.split(",", -1)) {
      if (!each.isBlank()) { // Spark does not take it for the working directory.
        paths.add(Path.of(each.strip()));
      }
    }
    return new LocalDirectories(setting, paths);
  }

  /**
   * Checks that one of them can be written.
   *
   * @throws IllegalStateException saying why none can
   */
  void requireOne() {
    List<String> reasons = new ArrayList<>();
    for (Path each : paths) {
      try {
        if (!Files.isDirectory(each)) { // Of a link to one, Java would make an error.
          Files.createDirectories(each);
        }
        Files.delete(Files.createTempDirectory(each, "sparkgrad"));
        return;
      } catch (IOException e) {
        reasons.add(Reason.of(e));
      }
    }
    throw new IllegalStateException(
        "start Spark: expected a directory for temporary files that can be written, found %s=%s: %s"
            .formatted(setting, list(), String.join("; ", reasons)));
  }

  private String list() {
    return String.join(",", paths.stream().map(Path::toString).toList());
  }
}

package org.sparkgrad.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.VersionInfo;

/**
 * A path that an option or argument names, checked before Spark starts.
 *
 * @param option whose value it is, as the messages name it
 * @param uri of any Hadoop file system
 */
record Location(String option, String uri) {
  private static final String HADOOP = "org.apache.hadoop:%s:" + VersionInfo.getVersion();

  /** The libraries of file systems that Spark does not bring, by the scheme of their URIs. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "s3a", HADOOP.formatted("hadoop-aws"),
          "abfs", HADOOP.formatted("hadoop-azure"),
          "abfss", HADOOP.formatted("hadoop-azure"),
          "wasb", HADOOP.formatted("hadoop-azure"),
          "wasbs", HADOOP.formatted("hadoop-azure"),
          "oss", HADOOP.formatted("hadoop-aliyun"),
          "gs", "com.google.cloud.bigdataoss:gcs-connector:VERSION");

  /** What is wrong if this is no path, or its file system is not there. */
  Optional<String> problem() {
    if (uri.isBlank()) {
      return Optional.of("%s: expected a path, found '%s'".formatted(option, uri));
    }
    try {
      // Two slashes make a host of the first folder, which a local disk does not have.
      fileSystem().makeQualified(new Path(uri));
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          "%s: expected a Hadoop file-system URI, found '%s': %s%s"
              .formatted(option, uri, reason(e), remedy()));
    }
  }

  /** What is wrong if no directory can be made there; leaves everything as it was. */
  Optional<String> writingProblem() {
    Optional<String> problem = problem();
    if (problem.isPresent()) {
      return problem;
    }
    try {
      tryToWrite(fileSystem(), new Path(uri));
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          "%s: expected a directory that can be written, found %s: %s"
              .formatted(option, uri, reason(e)));
    }
  }

  private FileSystem fileSystem() throws IOException {
    return new Path(uri).getFileSystem(Sessions.hadoop());
  }

  /** Makes and removes a directory in the nearest part of the path that is there. */
  private static void tryToWrite(FileSystem fileSystem, Path path) throws IOException {
    Path nearest = fileSystem.makeQualified(path);
    while (!fileSystem.exists(nearest) && nearest.getParent() != null) {
      requireNoBrokenLink(fileSystem, nearest);
      nearest = nearest.getParent();
    }
    FileStatus status = fileSystem.getFileStatus(nearest);
    if (!status.isDirectory()) {
      throw new IOException(nearest + " is a file");
    }
    Path probe = new Path(nearest, ".sparkgrad-" + UUID.randomUUID());
    makeDirectory(fileSystem, probe);
    fileSystem.delete(probe, true);
  }

  private static void requireNoBrokenLink(FileSystem fileSystem, Path path) throws IOException {
    if (fileSystem instanceof LocalFileSystem local) {
      java.nio.file.Path file = local.pathToFile(path).toPath();
      if (Files.isSymbolicLink(file)) {
        throw new IOException(
            "%s is a link to %s, which does not exist"
                .formatted(file, Files.readSymbolicLink(file)));
      }
    }
  }

  /** Hadoop's local file system does not say why it fails; Java's does. */
  private static void makeDirectory(FileSystem fileSystem, Path directory) throws IOException {
    if (fileSystem instanceof LocalFileSystem local) {
      Files.createDirectory(local.pathToFile(directory).toPath());
    } else if (!fileSystem.mkdirs(directory)) {
      throw new IOException("the file system refuses to make a directory");
    }
  }

  private String remedy() {
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
    String library = LIBRARIES.get(scheme);
    return library == null
        ? ""
        : "; '%s:' needs a library that Spark does not bring: give spark-submit's option"
                .formatted(scheme)
            + " --packages %s before the command".formatted(library);
  }

  private static String reason(Exception e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String name = cause.getClass().getSimpleName();
    if (cause.getMessage() == null || cause.getMessage().isBlank()) {
      return name;
    }
    return cause.getClass() == IOException.class
        ? cause.getMessage()
        : name + ": " + cause.getMessage();
  }
}

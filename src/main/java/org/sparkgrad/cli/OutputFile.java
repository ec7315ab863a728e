package org.sparkgrad.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.FileContent;

/**
 * A file that a command writes, on any Hadoop file system.
 *
 * @param option that names it
 * @param kind the one that is written, and that alone may be replaced
 */
record OutputFile(String option, String uri, FileKind kind) {
  /** Notes a problem if it cannot be written, or is there and is not to be replaced. */
  void check(boolean overwrite, Problems problems) {
    Optional<String> problem = new Location(option, uri).writingProblem();
    if (problem.isPresent() && !isFile()) {
      problems.add(problem.get());
      return;
    }
    problems.require(
        !isDirectory(),
        "%s: expected a file to write, found a directory: %s".formatted(option, uri));
    problems.require(
        overwrite || !isFile(),
        "%s: expected a file that does not exist, found %s; --overwrite replaces it"
            .formatted(option, uri));
    problems.require(
        !overwrite || isReplaceable(),
        "--overwrite: expected %s to replace, found another file at %s".formatted(kind, uri));
  }

  /** Whether it is not there, or of the kind that is written. */
  boolean isReplaceable() {
    return !isFile() || isOfKind();
  }

  private boolean isOfKind() {
    try (InputStream in = fileSystem().open(new Path(uri))) {
      return kind.isOf(in);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Whether it is there. */
  boolean isFile() {
    try {
      return fileSystem().exists(new Path(uri)) && !isDirectory();
    } catch (IOException | RuntimeException e) {
      return false; // Its location says what is wrong.
    }
  }

  private boolean isDirectory() {
    try {
      Path path = new Path(uri);
      return fileSystem().exists(path) && fileSystem().getFileStatus(path).isDirectory();
    } catch (IOException | RuntimeException e) {
      return false; // Its location says what is wrong.
    }
  }

  private FileSystem fileSystem() throws IOException {
    return new Path(uri).getFileSystem(Sessions.hadoop());
  }

  /** Writes or replaces it whole, or leaves things as they were. */
  void write(FileContent content) {
    Directory place = Directory.at(Sessions.hadoop(), uri);
    place.parent().write(place.name(), content);
  }
}

package org.sparkgrad.data.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkgrad.io.DataException;

/**
 * What a CIFAR-10 directory holds, found out from file names and sizes without reading a record.
 *
 * @param path the directory, any Hadoop file-system URI
 * @param train the training files in order; their rows are numbered through
 * @param test the test files in order; their rows are numbered through, from 0 again
 * @param classNames one name a label
 */
public record DataDirectory(
    String path, List<RecordFile> train, List<RecordFile> test, List<String> classNames) {

  /**
   * Looks through a directory.
   *
   * @throws DataException naming everything that is wrong: no such directory, missing, empty or
   *     truncated files, class names that are not ten
   */
  public static DataDirectory open(Configuration hadoop, String directory) {
    try {
      Path path = new Path(directory);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      if (!fileSystem.exists(path) || !fileSystem.getFileStatus(path).isDirectory()) {
        throw new DataException(
            "open data: expected a directory of CIFAR-10 binary files, found %s at %s ('data fetch DIR' makes one)"
                .formatted(fileSystem.exists(path) ? "a file" : "nothing", directory));
      }
      List<String> problems = new ArrayList<>();
      List<RecordFile> train = find(fileSystem, path, Cifar10Layout.TRAIN_FILES, problems);
      List<RecordFile> test = find(fileSystem, path, Cifar10Layout.TEST_FILES, problems);
      List<String> classNames = readClassNames(fileSystem, path, problems);
      if (!problems.isEmpty()) {
        throw new DataException(
            "open data: %s is not a complete CIFAR-10 binary directory:\n  %s"
                .formatted(directory, String.join("\n  ", problems)));
      }
      return new DataDirectory(directory, train, test, classNames);
    } catch (IOException | IllegalArgumentException e) {
      throw new DataException("open data: cannot read %s: %s".formatted(directory, reason(e)), e);
    }
  }

  /** How many rows the files hold together. */
  public static int rows(List<RecordFile> files) {
    return files.get(files.size() - 1).range().end();
  }

  private static List<RecordFile> find(
      FileSystem fileSystem, Path directory, List<String> names, List<String> problems)
      throws IOException {
    List<RecordFile> files = new ArrayList<>();
    int firstRow = 0;
    for (String name : names) {
      Path path = new Path(directory, name);
      if (!fileSystem.exists(path)) {
        problems.add(name + ": expected a file of records, found nothing");
        continue;
      }
      FileStatus status = fileSystem.getFileStatus(path);
      long size = status.getLen();
      if (size == 0 || size % Cifar10Layout.RECORD_BYTES != 0) {
        problems.add(
            "%s: expected a whole number of records of %d bytes, at least one, found %d bytes"
                .formatted(name, Cifar10Layout.RECORD_BYTES, size));
        continue;
      }
      int rows = Math.toIntExact(size / Cifar10Layout.RECORD_BYTES);
      files.add(new RecordFile(status.getPath().toString(), firstRow, rows));
      firstRow = Math.addExact(firstRow, rows);
    }
    return files;
  }

  private static List<String> readClassNames(
      FileSystem fileSystem, Path directory, List<String> problems) throws IOException {
    Path path = new Path(directory, Cifar10Layout.CLASS_NAMES_FILE);
    if (!fileSystem.exists(path)) {
      problems.add(path.getName() + ": expected the class names, one a line, found nothing");
      return List.of();
    }
    try (FSDataInputStream in = fileSystem.open(path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> names = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      if (names.size() != Cifar10Layout.CLASSES) {
        problems.add(
            "%s: expected %d class names, one a line, found %d"
                .formatted(path.getName(), Cifar10Layout.CLASSES, names.size()));
      }
      return names;
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}

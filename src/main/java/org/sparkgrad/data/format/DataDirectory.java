package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Reason;

/**
 * What a CIFAR-10 directory holds, as found from file names and sizes without reading a record.
 *
 * @param path the directory, any Hadoop file-system URI
 * @param train the training files in order; their rows are numbered through
 * @param test the test files in order; their rows are numbered through, starting at 0 again
 * @param classNames one name per label
 */
public record DataDirectory(
    String path, List<RecordFile> train, List<RecordFile> test, List<String> classNames) {

  /**
   * Looks through a directory.
   *
   * @throws DataException naming everything that is wrong: no such directory, other data, missing,
   *     empty or truncated files, class names that are not ten different ones; says what to do
   */
  public static DataDirectory open(Configuration hadoop, String directory) {
    try {
      Path path = new Path(directory);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      if (!fileSystem.exists(path)) {
        throw foreign(directory, new Finding("nothing", "'data fetch DIR' makes one"));
      }
      if (!fileSystem.getFileStatus(path).isDirectory()) {
        throw foreign(directory, ForeignData.file(directory));
      }
      return scan(directory, new DirectoryScan(fileSystem, path));
    } catch (IOException | IllegalArgumentException e) {
      throw new DataException(
          "open data: cannot read %s: %s".formatted(directory, Reason.of(e)), e);
    }
  }

  private static DataDirectory scan(String directory, DirectoryScan scan) throws IOException {
    if (scan.hasNoRecords()) {
      throw foreign(directory, ForeignData.in(scan.folder()));
    }
    List<RecordFile> train = scan.find(Cifar10Layout.TRAIN_FILES);
    List<RecordFile> test = scan.find(Cifar10Layout.TEST_FILES);
    List<String> classNames = scan.classNames();
    if (!scan.problems().isEmpty()) {
      throw new DataException(
          "open data: %s is not a complete CIFAR-10 binary directory:\n  %s"
              .formatted(directory, String.join("\n  ", scan.problems())));
    }
    return new DataDirectory(directory, train, test, classNames);
  }

  private static DataException foreign(String directory, Finding found) {
    return new DataException(
        "open data: expected a directory of CIFAR-10 binary files, found %s at %s (%s)"
            .formatted(found.what(), directory, found.advice()));
  }

  /** How many rows both parts hold. */
  public int rows() {
    return rows(train) + rows(test);
  }

  /** How many rows the files hold together. */
  public static int rows(List<RecordFile> files) {
    return files.get(files.size() - 1).range().end();
  }
}

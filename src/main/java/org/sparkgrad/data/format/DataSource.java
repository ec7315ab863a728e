package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Reason;

/**
 * A data set as found from names, sizes and headers, before an image or vector is read.
 *
 * @param path the directory, any Hadoop file-system URI
 * @param kind the form in which it lies there
 * @param notes what was found and why it is read as it is, a line each
 * @param choices that decided how it is read, those of {@link DataChoices} by name
 * @param train the training rows
 * @param test the test rows
 * @param classNames one name per label
 */
public record DataSource(
    String path,
    DataKind kind,
    List<String> notes,
    Map<String, String> choices,
    DataPart train,
    DataPart test,
    List<String> classNames) {
  private static final String EXPECTED =
      "a directory of CIFAR-10 or CIFAR-100 binary files, IDX files, Parquet tables, or images in a"
          + " folder for each class";

  /** Looks through a directory, to be read as is usual. */
  public static DataSource open(Configuration hadoop, String directory) {
    return open(hadoop, directory, DataChoices.USUAL);
  }

  /**
   * Looks through a directory.
   *
   * @throws DataException naming everything that is wrong: no such directory, other data, missing,
   *     empty or truncated files, class names that do not fit; says what to do
   */
  public static DataSource open(Configuration hadoop, String directory, DataChoices choices) {
    try {
      Path path = new Path(directory);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      if (!fileSystem.exists(path)) {
        throw foreign(directory, new Finding("nothing", "'data fetch DIR' makes one"));
      }
      if (!fileSystem.getFileStatus(path).isDirectory()) {
        throw foreign(directory, ForeignData.file(directory));
      }
      return scan(directory, new DirectoryScan(fileSystem, path), choices);
    } catch (IOException | IllegalArgumentException e) {
      throw new DataException(
          "open data: cannot read %s: %s".formatted(directory, Reason.of(e)), e);
    }
  }

  private static DataSource scan(String directory, DirectoryScan scan, DataChoices choices)
      throws IOException {
    Optional<DataKind> kind = DataKind.in(scan.folder(), scan.entries());
    if (kind.isEmpty()) {
      throw foreign(directory, ForeignData.in(scan.folder()));
    }
    DataFormat.Found found = kind.get().format().open(scan, choices);
    if (!scan.problems().isEmpty()) {
      throw new DataException(
          "open data: %s is not a complete data set of %s:\n  %s"
              .formatted(directory, kind.get(), String.join("\n  ", scan.problems())));
    }
    requireFewClasses(directory, found.classNames().size());
    return new DataSource(
        directory,
        kind.get(),
        found.notes(),
        found.choices(),
        found.train(),
        found.test(),
        found.classNames());
  }

  private static void requireFewClasses(String directory, int classes) {
    if (classes > DataShape.MOST_CLASSES) {
      throw new DataException(
          "open data: expected at most %,d classes, as results count each pair of them, found %,d at %s"
              .formatted(DataShape.MOST_CLASSES, classes, directory));
    }
  }

  private static DataException foreign(String directory, Finding found) {
    return new DataException(
        "open data: expected %s, found %s at %s (%s)"
            .formatted(EXPECTED, found.what(), directory, found.advice()));
  }

  /** What both parts have in common. */
  public DataShape shape() {
    return train.shape();
  }

  /** How many rows both parts hold. */
  public int rows() {
    return train.rows() + test.rows();
  }
}

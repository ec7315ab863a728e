package org.sparkgrad.data.picture;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What stands in a folder of the local disk but cannot be opened as a file or a folder: a link that
 * leads nowhere, a name that is not in the system's encoding, a pipe. Hadoop leaves the first two
 * out of its lists, and waits for the last.
 *
 * @param name with replacement characters for what the system's encoding does not have
 * @param isFolder whether it is a folder whose name cannot be written
 */
public record LostFile(String name, boolean isFolder) {
  /** As messages say it. */
  public static final String FOUND =
      "a link that leads nowhere, a pipe, or a name that is not in the system's encoding";

  /**
   * Those of a folder, by name, but hidden ones; none on other file systems.
   *
   * @param listed names of what Hadoop lists there that is a folder or has content, which is not
   *     looked at again
   */
  public static List<LostFile> in(FileSystem fileSystem, Path folder, Set<String> listed)
      throws IOException {
    if (!(fileSystem instanceof LocalFileSystem local)) {
      return List.of();
    }
    try (Stream<java.nio.file.Path> entries = Files.list(local.pathToFile(folder).toPath())) {
      return entries
          .filter(each -> !listed.contains(each.getFileName().toString()))
          .filter(each -> !canBeOpened(each.toFile()))
          .map(each -> new LostFile(each.getFileName().toString(), Files.isDirectory(each)))
          .filter(each -> !PictureFiles.isHidden(each.name()))
          .sorted(Comparator.comparing(LostFile::name))
          .toList();
    }
  }

  private static boolean canBeOpened(File file) {
    return file.isFile() || file.isDirectory();
  }
}

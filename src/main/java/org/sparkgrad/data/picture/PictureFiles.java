package org.sparkgrad.data.picture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Reason;

/**
 * Finds pictures by files, folders and globs. A file that is named, or that a glob matches, is
 * taken whatever its name; of a folder and the folders in it those are that are named as pictures,
 * but no hidden ones, whose names begin with a dot or an underscore; nor does a glob match these,
 * unless it begins alike. What stands there by exactly its name is no glob, be it that it has
 * brackets.
 */
public final class PictureFiles {
  private final Configuration hadoop;
  private final TreeMap<String, PictureFile> found = new TreeMap<>();
  private final Set<Object> visited = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private PictureFiles(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * All pictures, each once, by path.
   *
   * @param places files, folders and globs; URIs of any Hadoop file system
   * @throws DataException naming every place where there is nothing, or if there is no picture
   */
  public static List<PictureFile> find(Configuration hadoop, Collection<String> places) {
    PictureFiles files = new PictureFiles(hadoop);
    places.forEach(files::add);
    if (!files.problems.isEmpty()) {
      throw new DataException(String.join("\n", files.problems));
    }
    if (files.found.isEmpty()) {
      throw new DataException(
          "find images: expected files named %s in %s, found none; a data set is given by --data"
              .formatted(PictureFormat.suffixes(), String.join(", ", places)));
    }
    return List.copyOf(files.found.values());
  }

  private void add(String place) {
    try {
      Path path = new Path(place);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      if (fileSystem.exists(path)) {
        add(fileSystem, fileSystem.getFileStatus(path));
        return;
      }
      FileStatus[] matches = fileSystem.globStatus(path);
      if (matches == null || matches.length == 0) {
        problems.add("find images: expected a file, a folder or a glob, found nothing at " + place);
        return;
      }
      for (FileStatus each : matches) {
        if (isHidden(path.getName()) || !isHidden(each.getPath().getName())) {
          add(fileSystem, each);
        }
      }
    } catch (IOException | RuntimeException e) {
      problems.add("find images: cannot look at %s: %s".formatted(place, Reason.of(e)));
    }
  }

  static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  private void add(FileSystem fileSystem, FileStatus status) throws IOException {
    if (status.isDirectory()) {
      addFolder(fileSystem, status.getPath());
    } else {
      addFile(fileSystem, status.getPath());
    }
  }

  private void addFile(FileSystem fileSystem, Path path) {
    String uri = fileSystem.makeQualified(path).toString();
    String shown = fileSystem instanceof LocalFileSystem ? path.toUri().getPath() : uri;
    found.putIfAbsent(shown, new PictureFile(uri, shown));
  }

  private void addFolder(FileSystem fileSystem, Path folder) throws IOException {
    if (!visited.add(identity(fileSystem, folder))) {
      return;
    }
    FileStatus[] listed = fileSystem.listStatus(folder);
    addLost(fileSystem, folder, listed);
    for (FileStatus each : listed) {
      String name = each.getPath().getName();
      if (isHidden(name)) {
        continue;
      }
      if (each.isDirectory()) {
        addFolder(fileSystem, each.getPath());
      } else if (PictureFormat.isNamed(name)) {
        addFile(fileSystem, each.getPath());
      }
    }
  }

  /** Pictures that cannot be read are taken, so that their rows say so. */
  private void addLost(FileSystem fileSystem, Path folder, FileStatus[] listed) throws IOException {
    Set<String> opened =
        Arrays.stream(listed)
            .filter(each -> each.isDirectory() || each.getLen() > 0)
            .map(each -> each.getPath().getName())
            .collect(Collectors.toSet());
    for (LostFile each : LostFile.in(fileSystem, folder, opened)) {
      if (each.isFolder()) {
        problems.add(
            "find images: expected folders with names in the system's encoding, found '%s' in %s"
                .formatted(each.name(), folder));
      } else if (PictureFormat.isNamed(each.name())) {
        addFile(fileSystem, new Path(folder, each.name()));
      }
    }
  }

  /** Where links lead: one may lead to a folder above it. */
  private static Object identity(FileSystem fileSystem, Path folder) throws IOException {
    return fileSystem instanceof LocalFileSystem local
        ? local.pathToFile(folder).toPath().toRealPath()
        : fileSystem.makeQualified(folder);
  }
}

package org.sparkgrad.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkgrad.data.picture.LostFile;
import org.sparkgrad.io.ChildPath;

/** Looks for files by name in a directory and notes what is wrong with them. */
final class DirectoryScan {
  private static final int LONGEST_CLASS_NAMES = 1 << 20;

  private final FileSystem fileSystem;
  private final Path directory;
  private final String prefix;
  private final List<FolderEntry> entries;
  private final List<String> problems;

  DirectoryScan(FileSystem fileSystem, Path directory) throws IOException {
    this(fileSystem, directory, "", new ArrayList<>());
  }

  private DirectoryScan(FileSystem fileSystem, Path directory, String prefix, List<String> problems)
      throws IOException {
    this.fileSystem = fileSystem;
    this.directory = directory;
    this.prefix = prefix;
    this.problems = problems;
    entries = folder().entries();
  }

  /** A folder in it, whose problems are noted here. */
  DirectoryScan child(String name) throws IOException {
    return new DirectoryScan(
        fileSystem, ChildPath.of(directory, name), prefix + name + "/", problems);
  }

  Folder folder() {
    return new HadoopFolder(fileSystem, directory);
  }

  Configuration hadoop() {
    return fileSystem.getConf();
  }

  /** By name. */
  List<FolderEntry> entries() {
    return entries;
  }

  /** What stands there but cannot be opened. */
  List<LostFile> lost() throws IOException {
    Set<String> opened =
        entries.stream()
            .filter(each -> each.isDirectory() || each.bytes() > 0)
            .map(FolderEntry::name)
            .collect(Collectors.toSet());
    return LostFile.in(fileSystem, directory, opened);
  }

  /** What was wrong with the files that were looked for. */
  List<String> problems() {
    return problems;
  }

  /**
   * Notes a problem.
   *
   * @param name of a file or folder in the directory
   */
  void problem(String name, String message) {
    problems.add(prefix + name + ": " + message);
  }

  Optional<FolderEntry> entry(String name) {
    return entries.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  DataFile dataFile(FolderEntry file) {
    String path = fileSystem.makeQualified(ChildPath.of(directory, file.name())).toString();
    return new DataFile(path, prefix + file.name(), file.bytes(), file.modified());
  }

  /** What a file is, if its first bytes tell; to stand after what was found. */
  String contents(String name) {
    return content(name).map(what -> ", " + what).orElse("");
  }

  private Optional<String> content(String name) {
    try (InputStream in = fileSystem.open(ChildPath.of(directory, name))) {
      return FirstBytes.content(in.readNBytes(FirstBytes.COUNT));
    } catch (IOException unreadable) {
      return Optional.of("which cannot be read: " + unreadable.getMessage());
    }
  }

  /** What there is in place of a file that is missing: one whose name resembles it, or nothing. */
  String insteadOf(String name) {
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    return entries.stream()
        .map(FolderEntry::name)
        .filter(each -> each.equals(stem) || each.regionMatches(true, 0, name, 0, name.length()))
        .findFirst()
        .map(each -> "nothing but " + each)
        .orElseGet(() -> leadsNowhere(name) ? "a link that leads nowhere" : "nothing");
  }

  private boolean leadsNowhere(String name) {
    try {
      return fileSystem.getFileLinkStatus(ChildPath.of(directory, name)).isSymlink();
    } catch (IOException nothingThere) {
      return false;
    }
  }

  /**
   * The class names in a file; none if there is something wrong.
   *
   * @param count how many there must be; empty for any number
   */
  List<String> classNames(String name, OptionalInt count) throws IOException {
    Optional<FolderEntry> file = entry(name).filter(each -> !each.isDirectory());
    if (file.isEmpty()) {
      problem(name, "expected the class names, one per line, found " + insteadOf(name));
      return List.of();
    }
    try (InputStream in = fileSystem.open(ChildPath.of(directory, name))) {
      return ClassNames.read(in.readNBytes(LONGEST_CLASS_NAMES), count);
    } catch (IllegalArgumentException e) {
      problem(name, e.getMessage());
      return List.of();
    }
  }
}

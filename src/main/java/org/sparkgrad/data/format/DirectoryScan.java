package org.sparkgrad.data.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Looks for the files of {@link Cifar10Layout} in a directory and notes what is wrong with them.
 */
final class DirectoryScan {
  private static final int LONGEST_CLASS_NAMES = 1 << 16;

  private final FileSystem fileSystem;
  private final Path directory;
  private final List<FolderEntry> entries;
  private final List<String> problems = new ArrayList<>();

  DirectoryScan(FileSystem fileSystem, Path directory) throws IOException {
    this.fileSystem = fileSystem;
    this.directory = directory;
    this.entries = folder().entries();
  }

  Folder folder() {
    return new HadoopFolder(fileSystem, directory);
  }

  /** What was wrong with the files that were looked for. */
  List<String> problems() {
    return problems;
  }

  /** Whether there is none of the data files. */
  boolean hasNoRecords() {
    return Cifar10Files.dataNames().stream().allMatch(name -> entry(name).isEmpty());
  }

  private Optional<FolderEntry> entry(String name) {
    return entries.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Files whose rows are numbered through. */
  List<RecordFile> find(List<String> names) {
    List<RecordFile> files = new ArrayList<>();
    long rows = 0;
    for (String name : names) {
      Optional<FolderEntry> file = entry(name).filter(this::holdsRecords);
      if (file.isPresent()) {
        long start = rows;
        rows += file.get().bytes() / Cifar10Layout.RECORD_BYTES;
        if (rows <= Integer.MAX_VALUE) {
          files.add(recordFile(file.get(), (int) start, (int) rows));
        }
      } else if (entry(name).isEmpty()) {
        problems.add(name + ": expected a file of records, found " + insteadOf(name));
      }
    }
    if (rows > Integer.MAX_VALUE) {
      problems.add(
          "%s: expected at most %d records together, found %d"
              .formatted(String.join(", ", names), Integer.MAX_VALUE, rows));
    }
    return files;
  }

  private RecordFile recordFile(FolderEntry file, int start, int end) {
    String path = fileSystem.makeQualified(new Path(directory, file.name())).toString();
    return new RecordFile(path, start, end - start, file.modified());
  }

  private boolean holdsRecords(FolderEntry file) {
    if (file.isDirectory()) {
      problems.add(file.name() + ": expected a file of records, found a directory");
    } else if (!Cifar10Files.isDataSize(file.bytes())) {
      problems.add(
          "%s: expected a whole number of records of %d bytes, at least one, found %d bytes%s"
              .formatted(
                  file.name(), Cifar10Layout.RECORD_BYTES, file.bytes(), contents(file.name())));
    } else {
      return true;
    }
    return false;
  }

  /** What a file is, if its first bytes tell. */
  private String contents(String name) {
    return content(name).map(what -> ", " + what).orElse("");
  }

  private Optional<String> content(String name) {
    try (InputStream in = fileSystem.open(new Path(directory, name))) {
      return FirstBytes.content(in.readNBytes(FirstBytes.COUNT));
    } catch (IOException unreadable) {
      return Optional.of("which cannot be read: " + unreadable.getMessage());
    }
  }

  /** A file whose name resembles the one that is missing. */
  private String insteadOf(String name) {
    String stem = name.substring(0, name.lastIndexOf('.'));
    return entries.stream()
        .map(FolderEntry::name)
        .filter(each -> each.equals(stem) || each.regionMatches(true, 0, name, 0, name.length()))
        .findFirst()
        .map(each -> "nothing but " + each)
        .orElseGet(() -> leadsNowhere(name) ? "a link that leads nowhere" : "nothing");
  }

  private boolean leadsNowhere(String name) {
    try {
      return fileSystem.getFileLinkStatus(new Path(directory, name)).isSymlink();
    } catch (IOException nothingThere) {
      return false;
    }
  }

  /** The class names; none if there is something wrong. */
  List<String> classNames() throws IOException {
    String name = Cifar10Layout.CLASS_NAMES_FILE;
    Optional<FolderEntry> file = entry(name).filter(each -> !each.isDirectory());
    if (file.isEmpty()) {
      problems.add(name + ": expected the class names, one per line, found " + insteadOf(name));
      return List.of();
    }
    try (InputStream in = fileSystem.open(new Path(directory, name))) {
      return ClassNames.read(in.readNBytes(LONGEST_CLASS_NAMES));
    } catch (IllegalArgumentException e) {
      problems.add(name + ": " + e.getMessage());
      return List.of();
    }
  }
}

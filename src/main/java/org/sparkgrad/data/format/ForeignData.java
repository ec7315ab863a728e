package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says what lies where a data set was expected: other data sets and versions, packed files, a
 * folder above or beside.
 */
final class ForeignData {
  private static final int FOLDERS_TO_LOOK_INTO = 30;
  private static final Pattern ARCHIVE =
      Pattern.compile("(?i).*\\.(tar|tgz|tbz2?|txz|tar\\.\\w+|zip|7z|rar)");

  private ForeignData() {}

  /** What a directory holds that is no data set, or was to hold none. */
  static Finding in(Folder folder) throws IOException {
    List<FolderEntry> entries = folder.entries();
    if (entries.isEmpty()) {
      return Finding.fetchInstead("an empty directory");
    }
    Optional<DataKind> kind = DataKind.in(folder, entries);
    if (kind.isPresent()) {
      return new Finding("a data set of " + kind.get(), Finding.FETCH);
    }
    return known(folder, entries)
        .or(() -> below(folder, entries))
        .orElseGet(() -> Finding.fetchInstead("other files (" + FolderEntry.names(entries) + ")"));
  }

  /** What a file is that was given in place of a directory. */
  static Finding file(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (Stream.of(PublishedSet.values()).anyMatch(each -> each.files().contains(name))) {
      return new Finding("one file of a data set", "give the directory that it lies in");
    }
    return ARCHIVE.matcher(name).matches() ? archive(name, path) : Finding.fetchInstead("a file");
  }

  private static Finding archive(String name, String path) {
    return KnownArchive.ofName(name)
        .filter(each -> PublishedSet.ofMd5(each.md5()).isEmpty())
        .map(each -> Finding.fetchInstead("the archive of another data set or version, " + name))
        .orElseGet(
            () ->
                new Finding(
                    "an archive, " + name,
                    "'data fetch DIR --archive %s' checks and unpacks %s"
                        .formatted(
                            path,
                            KnownArchive.ofName(name)
                                .orElse(KnownArchive.CIFAR_10_BINARY)
                                .fileName())));
  }

  private static Optional<Finding> known(Folder folder, List<FolderEntry> entries) {
    List<FolderEntry> files = entries.stream().filter(each -> !each.isDirectory()).toList();
    for (ForeignKind kind : ForeignKind.values()) {
      List<FolderEntry> found = kind.among(files);
      if (!found.isEmpty()) {
        return Optional.of(kind.finding(folder.path(), found));
      }
    }
    return files.stream()
        .filter(each -> ARCHIVE.matcher(each.name()).matches())
        .findFirst()
        .map(each -> archive(each.name(), folder.child(each.name()).path()));
  }

  private static Optional<Finding> below(Folder folder, List<FolderEntry> entries) {
    return entries.stream()
        .filter(FolderEntry::isDirectory)
        .limit(FOLDERS_TO_LOOK_INTO)
        .flatMap(each -> inChild(each.name(), folder.child(each.name())).stream())
        .findFirst();
  }

  /** What a folder in the directory holds; nothing if it cannot be read. */
  private static Optional<Finding> inChild(String name, Folder child) {
    try {
      List<FolderEntry> entries = child.entries();
      Optional<DataKind> kind = DataKind.in(child, entries);
      return kind.isPresent()
          ? Optional.of(Finding.above(kind.get(), child.path()))
          : known(child, entries).map(found -> found.in(name));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}

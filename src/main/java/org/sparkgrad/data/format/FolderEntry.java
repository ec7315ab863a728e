package org.sparkgrad.data.format;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sparkgrad.data.picture.PictureFormat;

/**
 * A file or a directory in a {@link Folder}.
 *
 * @param bytes length of a file
 * @param modified when it was last written, in milliseconds since 1970
 */
record FolderEntry(String name, boolean isDirectory, long bytes, long modified) {
  private static final int NAMED = 3;

  /** The directories among them that are not hidden. */
  static List<FolderEntry> folders(List<FolderEntry> entries) {
    return entries.stream().filter(each -> each.isDirectory() && !each.isHidden()).toList();
  }

  /** The hidden directories among them. */
  static List<FolderEntry> hiddenFolders(List<FolderEntry> entries) {
    return entries.stream().filter(each -> each.isDirectory() && each.isHidden()).toList();
  }

  /** The images among them. */
  static List<FolderEntry> images(List<FolderEntry> entries) {
    return entries.stream().filter(FolderEntry::isImage).toList();
  }

  /** The directory of a part of a data set: of its name, or else of this name in another case. */
  static Optional<String> part(List<FolderEntry> entries, String name) {
    List<String> folders = folders(entries).stream().map(FolderEntry::name).toList();
    return folders.contains(name)
        ? Optional.of(name)
        : folders.stream().filter(name::equalsIgnoreCase).findFirst();
  }

  boolean isHidden() {
    return name.startsWith(".") || name.startsWith("_");
  }

  /** Whether it is an image by its name. */
  boolean isImage() {
    return !isDirectory && !isHidden() && PictureFormat.isNamed(name);
  }

  /** Whether one has one of these names. */
  static boolean anyNamed(List<FolderEntry> entries, List<String> names) {
    return entries.stream().anyMatch(each -> names.contains(each.name()));
  }

  /** The first few names, and how many more there are. */
  static String names(List<FolderEntry> entries) {
    String first =
        entries.stream().limit(NAMED).map(FolderEntry::name).collect(Collectors.joining(", "));
    int more = entries.size() - NAMED;
    return more > 0 ? "%s and %d more".formatted(first, more) : first;
  }
}

package org.sparkgrad.data.format;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A file or a directory in a {@link Folder}.
 *
 * @param bytes length of a file
 * @param modified when it was last written, in milliseconds since 1970
 */
record FolderEntry(String name, boolean isDirectory, long bytes, long modified) {
  private static final int NAMED = 3;

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

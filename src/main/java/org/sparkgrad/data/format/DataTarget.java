package org.sparkgrad.data.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Reason;

/**
 * A local directory that a data set is to be written to. It must be new or empty: what a user has
 * there stays.
 */
public final class DataTarget {
  private final String operation;
  private final Path target;

  private DataTarget(String operation, Path target) {
    this.operation = operation;
    this.target = target;
  }

  /**
   * Checks it before any work.
   *
   * @param operation for the message
   * @throws DataException saying what lies there, and what to do instead
   */
  public static void requireFree(String operation, Path target) {
    DataTarget checked = new DataTarget(operation, target.toAbsolutePath().normalize());
    try {
      checked.requireFree();
    } catch (IOException e) {
      throw new DataException(
          "%s: look through %s: %s".formatted(operation, target, Reason.of(e)), e);
    }
  }

  private void requireFree() throws IOException {
    if (Files.isDirectory(target)) {
      requireReplaceable(target.toRealPath());
      requireEmpty();
    } else if (Files.exists(target)) {
      throw refused("a file");
    } else if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw refused("a link that leads nowhere");
    } else {
      requireParents();
    }
  }

  /** An empty directory is replaced by the full one; some cannot be. */
  private void requireReplaceable(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent == null) {
      throw refused("the root of the file system" + inIt());
    }
    if (Path.of("").toRealPath().equals(directory)) {
      throw refused("the current directory" + inIt());
    }
    if (!Files.getFileStore(parent).equals(Files.getFileStore(directory))) {
      throw refused("a mount point, which cannot be replaced" + inIt());
    }
  }

  private void requireEmpty() throws IOException {
    Folder folder = new LocalFolder(target);
    List<FolderEntry> entries = folder.entries();
    if (entries.isEmpty()) {
      return;
    }
    for (PublishedSet set : PublishedSet.values()) {
      List<FolderEntry> own =
          entries.stream().filter(each -> set.files().contains(each.name())).toList();
      if (!own.isEmpty()) {
        throw refused(
            "an incomplete or another set in %s's layout (%s)"
                .formatted(set.title(), FolderEntry.names(own)));
      }
    }
    Finding found = ForeignData.in(folder);
    throw refused(
        found.advice().equals(Finding.FETCH)
            ? found.what() + inIt()
            : "%s (%s)".formatted(found.what(), found.advice()));
  }

  private void requireParents() {
    Path above = target.getParent();
    while (!Files.exists(above)) {
      above = above.getParent();
    }
    if (!Files.isDirectory(above)) {
      throw new DataException(
          "%s: expected directories above %s, found the file %s"
              .formatted(operation, target, above));
    }
    if (!Files.isWritable(above)) {
      throw new DataException(
          "%s: expected to write to %s, above %s, found that permission is missing"
              .formatted(operation, above, target));
    }
  }

  private String inIt() {
    Path inside = target.resolve("cifar-10-batches-bin");
    return Files.exists(inside) ? "" : " (a directory in it would do: " + inside + ")";
  }

  private DataException refused(String found) {
    return new DataException(
        "%s: expected %s to be new or an empty directory, found %s; nothing was changed"
            .formatted(operation, target, found));
  }
}

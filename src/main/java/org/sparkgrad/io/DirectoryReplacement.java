package org.sparkgrad.io;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Replacing a directory NAME so that after a kill at any moment the old or the new is there, whole.
 *
 * <p>The new one is filled beside the old as {@code .NAME.new}; then the old is moved to {@code
 * .NAME.old}, the new to its place, and the old is deleted. A kill between the two moves is mended
 * by {@link #recover}. Both moves are single steps on a local disk and on HDFS.
 *
 * <p>Elsewhere, as on object stores, a move may be a copy that is cut off. There, a mark is written
 * when the new one is whole, {@code .NAME.moving}, which lists the files that go; then the new
 * files are moved over the old ones, one by one, and the mark is deleted. After a kill in between
 * {@link #recover} goes on with that: a file that is still in the new directory is moved again.
 */
public final class DirectoryReplacement {
  private static final String OLD = ".old";
  private static final String MARK = ".moving";

  private final Directory target;
  private final Directory next;
  private final Directory previous;
  private final String mark;
  private final Predicate<String> replaced;
  private List<Directory> created = List.of();

  /**
   * @param replaced whether what has this name in the old directory goes with it; anything else is
   *     moved into the new one
   */
  public DirectoryReplacement(Directory target, Predicate<String> replaced) {
    this.target = target;
    this.replaced = replaced;
    next = target.sibling("." + target.name() + ".new");
    previous = target.sibling("." + target.name() + OLD);
    mark = "." + target.name() + MARK;
  }

  /** Of a directory whose content is ours alone. */
  public static DirectoryReplacement of(Directory target) {
    return new DirectoryReplacement(target, name -> true);
  }

  /** Recovers all replacements of what is in a directory. */
  public static void recoverIn(Directory parent) {
    parent.restoreFiles();
    for (String name : parent.list()) {
      Stream.of(OLD, MARK)
          .filter(suffix -> name.startsWith(".") && name.endsWith(suffix))
          .map(suffix -> name.substring(1, name.length() - suffix.length()))
          .forEach(original -> of(parent.child(original)).recover());
    }
  }

  /** Puts the old one back, or finishes its removal, if a kill came in between. */
  public void recover() {
    if (!target.renamesAtomically()) {
      finish();
      return;
    }
    if (!previous.exists()) {
      return;
    }
    if (target.exists()) {
      removePrevious();
    } else {
      previous.moveTo(target);
    }
  }

  /** Whether there is one to be replaced, be it that a kill came in between. */
  public boolean isOfSomething() {
    return target.exists() || previous.exists() || isMarked();
  }

  /** The directory to be filled, which may be left from before. */
  public Directory next() {
    return next;
  }

  /** Makes the directory to be filled, empty. */
  public Directory begin() {
    recover();
    next.delete();
    created = next.missing();
    next.create();
    return next;
  }

  /** Puts the new one in its place; if that fails, the old one is in it again. */
  public void publish() {
    if (!target.renamesAtomically()) {
      next.parent().write(mark, String.join("\n", filesToGo()).getBytes(StandardCharsets.UTF_8));
      finish();
      return;
    }
    if (!target.exists()) {
      next.moveTo(target);
      return;
    }
    target.moveTo(previous);
    try {
      next.moveTo(target);
    } catch (RuntimeException e) {
      previous.moveTo(target);
      throw e;
    }
    removePrevious();
  }

  private boolean isMarked() {
    return !target.renamesAtomically() && next.parent().holds(mark);
  }

  /** Those of the old directory that the new one does not have. */
  private List<String> filesToGo() {
    Set<String> staying = new HashSet<>(next.files());
    return target.files().stream()
        .filter(file -> replaced.test(file.split("/", 2)[0]) && !staying.contains(file))
        .toList();
  }

  /** Moves what was marked as whole, from wherever this was left. */
  private void finish() {
    if (!isMarked()) {
      return;
    }
    target.create();
    new String(next.parent().read(mark), StandardCharsets.UTF_8)
        .lines()
        .forEach(target::deleteBelow);
    next.files().forEach(file -> next.moveFile(file, target));
    next.delete();
    next.parent().deleteFile(mark);
  }

  private void removePrevious() {
    for (String name : previous.list()) {
      if (!replaced.test(name) && !target.child(name).exists()) {
        previous.child(name).moveTo(target.child(name));
      }
    }
    previous.delete();
  }

  /** The same after a failure, which matters more than one of this. */
  public void discardAfter(Throwable failure) {
    try {
      discard();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Deletes what was filled, and leaves the old one as it is; parents that were made for it go too.
   */
  public void discard() {
    next.delete();
    Directory.deleteEmpty(created);
  }
}

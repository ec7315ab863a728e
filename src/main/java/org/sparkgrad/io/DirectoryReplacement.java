package org.sparkgrad.io;

import java.util.List;
import java.util.function.Predicate;

/**
 * Replacing a directory NAME so that after a kill at any moment the old or the new is there, whole.
 *
 * <p>The new one is filled beside the old as {@code .NAME.new}; then the old is moved to {@code
 * .NAME.old}, the new to its place, and the old is deleted. A kill between the two moves is mended
 * by {@link #recover}. Both moves are single steps on a local disk and on HDFS; an object store
 * copies file by file.
 */
public final class DirectoryReplacement {
  private final Directory target;
  private final Directory next;
  private final Directory previous;
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
    previous = target.sibling("." + target.name() + ".old");
  }

  /** Of a directory whose content is ours alone. */
  public static DirectoryReplacement of(Directory target) {
    return new DirectoryReplacement(target, name -> true);
  }

  /** Puts the old one back, or finishes its removal, if a kill came in between. */
  public void recover() {
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
    return target.exists() || previous.exists();
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

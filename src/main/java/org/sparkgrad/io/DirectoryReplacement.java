package org.sparkgrad.io;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replacing a directory NAME so that after a kill at any moment the old or the new is there, whole.
 *
 * <p>The new one is filled beside the old as {@code .NAME.new}; then the old is moved to {@code
 * .NAME.old}, the new to its place, and the old is deleted. A kill between the two moves is mended
 * by {@link #recover}. Both moves are single steps on a local disk and on HDFS.
 *
 * <p>Elsewhere, as on object stores, a move may be a copy that is cut off. There, a mark is written
 * when the new one is whole, {@code .NAME.moving}, which names the new one and lists the files that
 * go; then the new files are moved over the old ones, one by one, and the mark is deleted. After a
 * kill in between {@link #recover} goes on with that: a file that is still in the new directory is
 * moved again.
 *
 * <p>What others have put into the old directory is moved into the new one. A directory of one of
 * these hidden names in which there is nothing of ours is left alone.
 */
public final class DirectoryReplacement {
  private static final String NEW = ".new";
  private static final String OLD = ".old";
  private static final String MARK = ".moving";

  private final Directory target;
  private final Directory next;
  private final Directory previous;
  private final String mark;
  private final OwnNames own;
  private final boolean overwrite;
  private final boolean shared;
  private boolean begun;
  private List<Directory> created = List.of();

  /**
   * Of a directory that one process replaces at a time.
   *
   * @param own what goes with the old directory
   */
  public DirectoryReplacement(Directory target, OwnNames own) {
    this(target, own, true, false);
  }

  private DirectoryReplacement(Directory target, OwnNames own, boolean overwrite, boolean shared) {
    this.target = target;
    this.own = own;
    this.overwrite = overwrite;
    this.shared = shared;
    String process = shared ? "." + HostProcess.own().name() : "";
    next = target.sibling(HiddenName.of(target.name(), process + NEW));
    previous = target.sibling(HiddenName.of(target.name(), OLD));
    mark = HiddenName.of(target.name(), MARK);
  }

  /**
   * Of a directory that several processes may make at once: each fills one of its own, {@code
   * .NAME.PROCESS.new}.
   *
   * @param overwrite whether it may replace what is there; else that is refused, even if it has
   *     come meanwhile
   */
  public static DirectoryReplacement ofManyProcesses(
      Directory target, OwnNames own, boolean overwrite) {
    return new DirectoryReplacement(target, own, overwrite, true);
  }

  /** The names of directories of this one, if there are such, whose replacement a kill cut off. */
  public static Set<String> cutOffIn(Directory parent) {
    return parent.list().stream()
        .flatMap(name -> Stream.of(OLD, MARK).flatMap(s -> HiddenName.original(name, s).stream()))
        .collect(Collectors.toSet());
  }

  /** Puts the old one back, or finishes its removal, if a kill came in between. */
  public void recover() {
    if (!target.renamesAtomically()) {
      finish();
      return;
    }
    if (!isOurs(previous)) {
      return;
    }
    if (target.exists()) {
      removePrevious();
    } else {
      previous.moveTo(target);
    }
  }

  /**
   * Whether it is a directory that a replacement may have left: with something of ours, or empty.
   */
  private boolean isOurs(Directory directory) {
    if (!directory.isDirectory()) {
      return false;
    }
    List<String> names = directory.list();
    return names.isEmpty() || names.stream().anyMatch(ownIn(directory));
  }

  /** Ours is what lies beside a file of ours while that is written, too. */
  private Predicate<String> ownIn(Directory directory) {
    Predicate<String> names = own.in(directory);
    return name ->
        names.test(name) || FileReplacement.nameOfFileBeside(name).filter(names).isPresent();
  }

  /** Whether there is one to be replaced, be it that a kill came in between. */
  public boolean isOfSomething() {
    return target.exists() || isOurs(previous) || isBeingMoved();
  }

  /** The directory to be filled, which may be left from before. */
  public Directory next() {
    return next;
  }

  /** The directory to be replaced, wherever a kill has left it. */
  public Directory standing() {
    return target.exists() || !isOurs(previous) ? target : previous;
  }

  /** Whether a kill has left the new one whole, but not all of it in its place. */
  public boolean isBeingMoved() {
    return !target.renamesAtomically() && next.parent().holds(mark);
  }

  /** What a replacement puts into a new directory. */
  @FunctionalInterface
  public interface Filling<E extends Exception> {
    void fill(Directory next) throws E;
  }

  /** Replaces the directory by what is filled in; after any failure, all is as it was before. */
  public <E extends Exception> void replace(Filling<E> filling) throws E {
    try {
      filling.fill(begin());
      publish();
    } catch (Throwable e) { // Scala's methods throw checked exceptions that Java knows nothing of.
      discardAfter(e);
      throw e;
    }
  }

  /**
   * Makes the directory to be filled, empty.
   *
   * @throws DataException if there is what must not be replaced, or is not ours
   */
  public Directory begin() {
    recover();
    requireOverwrite();
    if (target.renamesAtomically() && target.exists()) {
      requireNothing(previous);
    }
    clearNext();
    if (shared) {
      next.parent().list().forEach(this::clearIfOfProcessThatIsGone);
    }
    created = next.missing();
    begun = true;
    next.create();
    return next;
  }

  private void requireOverwrite() {
    if (!overwrite && target.exists()) {
      throw new DataException(
          "write %s: expected nothing there, found something that has come meanwhile"
              .formatted(target));
    }
  }

  /** Deletes what an earlier replacement has left to be filled. */
  public void clearNext() {
    if (isOurs(next)) {
      next.delete();
    }
    requireNothing(next);
  }

  private void requireNothing(Directory hidden) {
    if (hidden.exists()) {
      throw new DataException(
          "write %s: expected room for %s beside it, found one of somebody else's; move it away"
              .formatted(target, hidden.name()));
    }
  }

  private void clearIfOfProcessThatIsGone(String name) {
    boolean left =
        HiddenName.original(name, NEW)
            .filter(rest -> rest.startsWith(target.name() + "."))
            .flatMap(rest -> HostProcess.named(rest.substring(target.name().length() + 1)))
            .filter(HostProcess::isGone)
            .isPresent();
    if (left && isOurs(target.sibling(name))) {
      target.sibling(name).delete();
    }
  }

  /**
   * Puts the new one in its place; if that fails, the old one is in it again.
   *
   * @throws DataException if there is what must not be replaced
   */
  public void publish() {
    requireOverwrite();
    if (!target.renamesAtomically()) {
      writeMark();
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

  private void writeMark() {
    String lines =
        Stream.concat(Stream.of(next.name()), filesToGo()).collect(Collectors.joining("\n"));
    next.parent().write(mark, lines.getBytes(StandardCharsets.UTF_8));
  }

  /** Those of the old directory that the new one does not have. */
  private Stream<String> filesToGo() {
    Set<String> staying = new HashSet<>(next.files());
    return target.files().stream()
        .filter(ownFiles(target, ownIn(target)))
        .filter(file -> !staying.contains(file));
  }

  /** By their paths from the directory on, of which these names are ours. */
  private Predicate<String> ownFiles(Directory directory, Predicate<String> names) {
    Predicate<String> below = own.below(directory);
    return file -> names.test(file.split("/", 2)[0]) && (!file.contains("/") || below.test(file));
  }

  /** Moves what was marked as whole, from wherever this was left. */
  private void finish() {
    if (!isBeingMoved()) {
      return;
    }
    target.create();
    List<String> lines =
        new String(next.parent().read(mark), StandardCharsets.UTF_8).lines().toList();
    Directory whole = marked(lines);
    lines.stream().skip(1).forEach(target::deleteBelow);
    whole.files().forEach(file -> whole.moveFile(file, target));
    whole.delete();
    next.parent().deleteFile(mark);
  }

  /** The new directory that a mark names, which may be anybody's: one beside this, and no other. */
  private Directory marked(List<String> lines) {
    String name = lines.isEmpty() ? "" : lines.get(0);
    boolean isNext =
        HiddenName.original(name, NEW)
            .filter(rest -> rest.equals(target.name()) || rest.startsWith(target.name() + "."))
            .isPresent();
    if (!isNext || name.contains("/") || lines.stream().skip(1).anyMatch(Directory::leadsOut)) {
      throw new DataException(
          "read %s in %s: expected the names of %s and of files in it, found others"
              .formatted(mark, next.parent(), next.name()));
    }
    return target.sibling(name);
  }

  /** What is not ours goes first: what is left after a kill is known by something of ours. */
  private void removePrevious() {
    Predicate<String> going = ownIn(previous);
    List<String> names = previous.list();
    for (String name : names) {
      if (!going.test(name) && !target.child(name).exists()) {
        previous.child(name).moveTo(target.child(name));
      }
    }
    keepFilesOfOthersBelow(ownFiles(previous, going));
    if (previous.list().stream().allMatch(going)) {
      previous.delete();
    } else { // Somebody has put others of these names into the new one meanwhile.
      names.stream().filter(going).forEach(name -> previous.child(name).delete());
    }
  }

  /** What others have put into directories of ours. */
  private void keepFilesOfOthersBelow(Predicate<String> ours) {
    List<String> others =
        previous.files().stream().filter(file -> file.contains("/") && !ours.test(file)).toList();
    Set<String> there = others.isEmpty() ? Set.of() : new HashSet<>(target.files());
    others.stream()
        .filter(file -> !there.contains(file))
        .forEach(file -> previous.moveFile(file, target));
  }

  private void discardAfter(Throwable failure) {
    try {
      discard();
    } catch (RuntimeException | Error e) { // The first failure matters more.
      failure.addSuppressed(e);
    }
  }

  /**
   * Deletes what was filled, and leaves the old one as it is; parents that were made for it go too.
   * What is half in its place stays, for {@link #recover} to go on with.
   */
  public void discard() {
    if (begun && !isBeingMoved()) {
      next.delete();
      Directory.deleteEmpty(created);
    }
  }
}

package org.sparkgrad.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A directory of small files on any Hadoop file system. Every failure is an {@link
 * UncheckedIOException} that says what was attempted, where, and why it failed.
 */
public final class Directory {
  /**
   * The option of Spark's readers that, unless it is false, has braces and brackets in a path taken
   * for a pattern.
   */
  public static final String GLOBS = "__globPaths__";

  /** One byte less than the longest array of Java's virtual machines. */
  private static final int LONGEST_FILE = Integer.MAX_VALUE - 9;

  private final FileSystem fileSystem;
  private final Path path;

  private Directory(FileSystem fileSystem, Path path) {
    this.fileSystem = fileSystem;
    this.path = path;
  }

  /**
   * On a local disk, Hadoop's own checksums are neither written nor read: what is read back is
   * checked against digests that say more, and a file and its checksum cannot be replaced together.
   */
  public static Directory at(Configuration hadoop, String uri) {
    Path path = new Path(uri);
    return attempt(
        "open directory " + uri,
        () -> {
          FileSystem found = path.getFileSystem(hadoop);
          FileSystem raw =
              found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
          return new Directory(raw, raw.makeQualified(path));
        });
  }

  /**
   * A directory in this one.
   *
   * @throws DataException if the name, which may be from a file, would lead elsewhere
   */
  public Directory child(String name) {
    if (leadsElsewhere(name)) {
      throw new DataException(
          "look into %s: expected the name of a directory in it, found '%s'".formatted(path, name));
    }
    return new Directory(fileSystem, ChildPath.of(path, name));
  }

  private static boolean leadsElsewhere(String name) {
    return name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/");
  }

  /** Whether a path from a file, relative to a directory, would lead out of it. */
  static boolean leadsOut(String file) {
    return Arrays.stream(file.split("/", -1)).anyMatch(Directory::leadsElsewhere);
  }

  /** Another directory in the same parent; of the root, in itself. */
  Directory sibling(String name) {
    return new Directory(fileSystem, ChildPath.of(path.isRoot() ? path : path.getParent(), name));
  }

  /** What it is in; of the root, itself. */
  public Directory parent() {
    return new Directory(fileSystem, path.isRoot() ? path : path.getParent());
  }

  public String name() {
    return path.getName();
  }

  public Path path() {
    return path;
  }

  /** Whether there is anything, be it a directory or a file. */
  public boolean exists() {
    return attempt("look for " + path, () -> fileSystem.exists(path));
  }

  /** Whether it is there and no file. */
  boolean isDirectory() {
    return attempt(
        "look for " + path,
        () -> fileSystem.exists(path) && fileSystem.getFileStatus(path).isDirectory());
  }

  /** Whether there is a file of this name in it. */
  public boolean holds(String name) {
    return attempt("look for " + name + " in " + path, () -> file(name).exists());
  }

  /** The names of what is in it; none if it does not exist. */
  public List<String> list() {
    return attempt("list directory " + path, this::names);
  }

  private List<String> names() throws IOException {
    return Arrays.stream(statusesIn(path)).map(each -> each.getPath().getName()).sorted().toList();
  }

  private FileStatus[] statusesIn(Path directory) throws IOException {
    try {
      return fileSystem.listStatus(directory);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** All bytes of a file. */
  public byte[] read(String name) {
    return read(name, LONGEST_FILE);
  }

  /**
   * All bytes of a file that may be anybody's.
   *
   * @param most that it may have, lest it fill the memory
   * @throws DataException if it has more
   */
  public byte[] read(String name, long most) {
    Path place = ChildPath.of(path, name);
    int bound = (int) Math.min(most, LONGEST_FILE);
    byte[] bytes = attempt("read " + place, () -> file(name).read(bound + 1));
    if (bytes.length > bound) {
      throw new DataException(
          "read %s: expected at most %,d bytes, found more".formatted(place, bound));
    }
    return bytes;
  }

  /** The SHA-256 of a file below it, in hexadecimal, whatever its length. */
  public String sha256(String name) {
    Path file = ChildPath.of(path, name);
    return attempt(
        "read " + file,
        () -> {
          try (InputStream in = fileSystem.open(file)) {
            return DigestUtils.sha256Hex(in);
          }
        });
  }

  /** Writes or replaces a whole file: after a kill at any moment the old or the new is there. */
  public void write(String name, byte[] bytes) {
    write(name, out -> out.write(bytes));
  }

  /** The same of content that is made as it is written; if that fails, the old file stays. */
  public void write(String name, FileContent content) {
    perform(
        "write " + ChildPath.of(path, name),
        () -> {
          file(name).write(content);
        });
  }

  /**
   * Writes a file unless there is one of its name; of several processes that try, one succeeds (on
   * an object store that does not compare, the last).
   *
   * @return whether this call has written it
   */
  public boolean writeNew(String name, byte[] bytes) {
    Path file = ChildPath.of(path, name);
    return attempt("write " + file, () -> tryWriteNew(file, bytes));
  }

  private boolean tryWriteNew(Path file, byte[] bytes) throws IOException {
    if (fileSystem instanceof RawLocalFileSystem local) {
      return NewFile.write(local.pathToFile(file).toPath(), bytes);
    }
    new FileReplacement(fileSystem, file).finish();
    try (OutputStream out = fileSystem.create(file, false)) {
      out.write(bytes);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /** Begins a file that grows bit by bit; its directory is made if need be. */
  public LiveFile begin(String name) {
    Path file = ChildPath.of(path, name);
    return attempt("write " + file, () -> new LiveFile(fileSystem.create(file, false), file));
  }

  public void deleteFile(String name) {
    perform(
        "delete " + ChildPath.of(path, name),
        () -> {
          file(name).delete();
        });
  }

  /**
   * Puts files under their names that a kill in the middle of their replacement has left under
   * another, for those who read them by other means than {@link #read}.
   *
   * @param ours whether a file of this name is one that this software writes
   */
  public void restoreFiles(Predicate<String> ours) {
    for (String name : list()) {
      FileReplacement.nameOfMarked(name).filter(ours).ifPresent(this::restoreFile);
    }
  }

  private void restoreFile(String name) {
    perform(
        "write " + ChildPath.of(path, name),
        () -> {
          file(name).finish();
        });
  }

  /** Whether a rename is one step, which a kill comes before or after. */
  boolean renamesAtomically() {
    return FileReplacement.renamesAtomically(fileSystem);
  }

  /** The paths of all files below it, relative to it; none if it does not exist. */
  List<String> files() {
    List<String> files = new ArrayList<>();
    perform("list directory " + path, () -> addBelow(path, "", files));
    return files;
  }

  private void addBelow(Path directory, String prefix, List<String> files) throws IOException {
    for (FileStatus each : statusesIn(directory)) {
      String place = prefix + each.getPath().getName();
      if (each.isDirectory()) {
        addBelow(each.getPath(), place + "/", files);
      } else {
        files.add(place);
      }
    }
  }

  /** Moves a file below it to the same place in another directory, over what is there. */
  void moveFile(String file, Directory to) {
    Path source = ChildPath.of(path, file);
    Path target = ChildPath.of(to.path, file);
    perform(
        "move %s to %s".formatted(source, target),
        () -> {
          fileSystem.mkdirs(target.getParent());
          fileSystem.delete(target, false);
          if (!fileSystem.rename(source, target)) {
            throw new IOException("the file system refused it");
          }
        });
  }

  /** Deletes a file below it, and the directories in which there is nothing then. */
  void deleteBelow(String file) {
    deleteFile(file);
    Path each = ChildPath.of(path, file).getParent();
    while (!each.equals(path)) {
      new Directory(fileSystem, each).deleteIfEmpty();
      each = each.getParent();
    }
  }

  private FileReplacement file(String name) {
    return new FileReplacement(fileSystem, ChildPath.of(path, name));
  }

  /** It and those above it that do not exist, the nearest first. */
  public List<Directory> missing() {
    List<Directory> missing = new ArrayList<>();
    Directory each = this;
    while (!each.exists() && !each.path.isRoot()) {
      missing.add(each);
      each = new Directory(fileSystem, each.path.getParent());
    }
    return missing;
  }

  /**
   * Deletes those in which there is nothing.
   *
   * @param nested each in the next one
   */
  public static void deleteEmpty(List<Directory> nested) {
    nested.forEach(Directory::deleteIfEmpty);
  }

  private void deleteIfEmpty() {
    if (!exists() || !list().isEmpty()) {
      return;
    }
    try {
      fileSystem.delete(path, false);
    } catch (IOException e) {
      return; // Another process has put something into it in between.
    }
  }

  /** Creates it and its parents; no failure if it exists. */
  public void create() {
    perform(
        "create directory " + path,
        () -> {
          if (fileSystem instanceof RawLocalFileSystem local) {
            createLocal(local.pathToFile(path).toPath());
          } else if (!fileSystem.mkdirs(path)) {
            throw new IOException("the file system refused it");
          }
        });
  }

  /** Hadoop's local file system does not say why it fails. */
  private static void createLocal(java.nio.file.Path local) throws IOException {
    if (!Files.isDirectory(local)) {
      Files.createDirectories(local);
    }
  }

  public void delete() {
    attempt("delete directory " + path, () -> fileSystem.delete(path, true));
  }

  /**
   * The same with symbolic links followed, on a local disk: moving a link would leave behind what
   * it leads to.
   */
  public Directory resolved() {
    if (!(fileSystem instanceof RawLocalFileSystem local)) {
      return this;
    }
    java.nio.file.Path path = local.pathToFile(this.path).toPath();
    return attempt(
        "resolve " + this.path,
        () -> new Directory(fileSystem, fileSystem.makeQualified(new Path(real(path).toString()))));
  }

  private static java.nio.file.Path real(java.nio.file.Path path) throws IOException {
    java.nio.file.Path existing = path;
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing.toRealPath().resolve(existing.relativize(path)).normalize();
  }

  /** Whether another one is this, or anywhere in it; both with links followed. */
  boolean isOrHolds(Directory other) {
    Path each = other.path;
    while (each != null && !each.equals(path)) {
      each = each.getParent();
    }
    return each != null;
  }

  /**
   * Renames a file of it.
   *
   * @return whether there was one
   */
  public boolean renameFile(String from, String to) {
    return attempt(
        "rename " + ChildPath.of(path, from),
        () -> {
          Path source = ChildPath.of(path, from);
          return fileSystem.exists(source) && fileSystem.rename(source, ChildPath.of(path, to));
        });
  }

  /** Moves it to a place where there is nothing; into a directory there, Hadoop would move it. */
  void moveTo(Directory target) {
    perform(
        "move %s to %s".formatted(path, target),
        () -> {
          if (fileSystem.exists(target.path)) {
            throw new IOException("expected nothing there, found something");
          }
          if (!fileSystem.rename(path, target.path)) {
            throw new IOException("the file system refused it");
          }
        });
  }

  private interface Step {
    void run() throws IOException;
  }

  /** {@link #attempt} of what gives nothing. */
  private static void perform(String what, Step step) {
    attempt(
        what,
        () -> {
          step.run();
          return what;
        });
  }

  private static <T> T attempt(String what, Callable<T> operation) {
    try {
      return operation.call();
    } catch (IOException e) {
      throw new UncheckedIOException(what + ": " + Reason.of(e), e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(what, e);
    }
  }

  /** The path with its file system's scheme. */
  @Override
  public String toString() {
    return path.toString();
  }
}

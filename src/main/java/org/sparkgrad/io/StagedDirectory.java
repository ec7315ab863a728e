package org.sparkgrad.io;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * A directory that is filled out of sight and then appears at its target whole, or not at all.
 *
 * <p>The work happens in a temporary sibling of the target, so that the last step is one rename in
 * one file system. Closing removes whatever was not published; so does an orderly end of the Java
 * runtime, such as by an interrupt from the keyboard.
 */
public final class StagedDirectory implements AutoCloseable {
  private static final int ATTEMPTS = 100;

  private final Path target;
  private final Path work;
  private final Path content;
  private final Thread cleanup = new Thread(this::removeQuietly, "staged-directory-cleanup");

  private StagedDirectory(Path target, Path work) throws IOException {
    this.target = target;
    this.work = work;
    this.content = Files.createDirectory(work.resolve("content"));
  }

  /**
   * Makes an empty staging directory beside the target, and the target's parents.
   *
   * @throws DataException if the target is a file or a directory that holds anything
   */
  public static StagedDirectory beside(Path target) throws IOException {
    Path place = resolved(target);
    refuseOccupied(place);
    Files.createDirectories(parent(place));
    Path work = Files.createTempDirectory(parent(place), "." + place.getFileName() + "-");
    StagedDirectory staged = new StagedDirectory(place, work);
    Runtime.getRuntime().addShutdownHook(staged.cleanup);
    return staged;
  }

  /** Where a link leads, so that publishing replaces the directory and not the link to it. */
  private static Path resolved(Path target) throws IOException {
    return Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
  }

  private static Path parent(Path place) {
    if (place.getParent() == null) {
      throw new DataException("write a data set: " + place + " is a root, expected a directory");
    }
    return place.getParent();
  }

  private static void refuseOccupied(Path place) throws IOException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(place)) {
      throw new DataException(
          "write a data set: expected " + place + " to be new or an empty directory, it is a file");
    }
    try (Stream<Path> entries = Files.list(place)) {
      entries
          .findFirst()
          .ifPresent(
              entry -> {
                throw new DataException(
                    "write a data set: expected " + place + " to be new or empty, found " + entry);
              });
    }
  }

  /** Where the files go that are to be published. */
  public Path content() {
    return content;
  }

  /** A file for the time of the work only. */
  public Path scratch(String name) {
    return work.resolve(name);
  }

  /**
   * Moves the content to the target in one step, in place of an empty directory if there is one.
   *
   * @throws IOException if something else has come to the target meanwhile, which stays
   */
  public void publish() throws IOException {
    Files.move(content, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {
    removeQuietly();
    try {
      Runtime.getRuntime().removeShutdownHook(cleanup);
    } catch (IllegalStateException alreadyShuttingDown) {
      // The hook runs anyway, and finds nothing left.
    }
  }

  /**
   * A failure to clean up must not hide the failure that led to it. At the end of the runtime the
   * files may still be written to, so it takes more than one attempt.
   */
  private void removeQuietly() {
    for (int attempt = 0; attempt < ATTEMPTS && Files.exists(work); attempt++) {
      try {
        Files.walkFileTree(work, new Remover());
      } catch (IOException written) {
        Thread.onSpinWait();
      }
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}

package org.sparkgrad;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real file system of a few megabytes, which root alone may mount. */
public final class SmallDisk implements AutoCloseable {
  /** What a program finds that writes to a full one. */
  public static final String FULL = "No space left on device";

  private static final String MOUNT = "/bin/mount";

  private final Path place;

  private SmallDisk(Path place) {
    this.place = place;
  }

  /** Mounts one on a directory that exists; empty if this process may not. */
  public static Optional<SmallDisk> on(Path place, int megabytes) {
    if (!Files.isExecutable(Path.of(MOUNT))) {
      return Optional.empty();
    }
    String size = "size=" + megabytes + "m";
    int code = call(MOUNT, "-t", "tmpfs", "-o", size, "tmpfs", place.toString());
    return code == 0 ? Optional.of(new SmallDisk(place)) : Optional.empty();
  }

  private static int call(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public Path place() {
    return place;
  }

  private Path filling() {
    return place.resolve("filling");
  }

  /** Leaves no room on it. */
  public void fill() {
    try (var file = Files.newOutputStream(filling())) {
      while (true) {
        file.write(new byte[4096]);
      }
    } catch (IOException full) {
      assertTrue(full.getMessage().contains(FULL), full.getMessage());
    }
  }

  /** There is room again. */
  public void makeRoom() {
    try {
      Files.delete(filling());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    assertEquals(0, call("/bin/umount", "-l", place.toString()));
  }
}

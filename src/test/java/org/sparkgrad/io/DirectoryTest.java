package org.sparkgrad.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.MortalFileSystem;

class DirectoryTest {
  private static final byte[] OLD = "the old content".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new content, which is longer".getBytes(StandardCharsets.UTF_8);

  @TempDir Path place;

  private Directory local() {
    return Directory.at(new Configuration(), place.toString());
  }

  private Directory local(String below) {
    return Directory.at(new Configuration(), place.resolve(below).toString());
  }

  private DirectoryReplacement replacement(String below) {
    return new DirectoryReplacement(local(below), OwnNames.matching("file"::equals));
  }

  @Test
  void aReplacementThatIsGivenUpLeavesNoParents() throws IOException {
    Files.createDirectories(place.resolve("there"));
    DirectoryReplacement replacement = replacement("there/a/b/new");
    replacement.begin().write("file", NEW);
    assertTrue(Files.exists(place.resolve("there/a/b/.new.new/file")));
    replacement.discard();
    assertFalse(Files.exists(place.resolve("there/a")));
    assertTrue(Files.exists(place.resolve("there")));
  }

  @Test
  void aReplacementThatIsGivenUpLeavesParentsThatAreUsedByOthers() throws IOException {
    DirectoryReplacement replacement = replacement("a/b/new");
    replacement.begin();
    Files.createDirectories(place.resolve("a/other"));
    replacement.discard();
    assertFalse(Files.exists(place.resolve("a/b")));
    assertTrue(Files.exists(place.resolve("a/other")));
  }

  /** Hadoop tells an error in the midst of a write by any kind of exception. */
  @Test
  void contentThatCannotBeMadeLeavesTheOld() throws IOException {
    local().write("file", OLD);
    assertThrows(
        IllegalStateException.class,
        () ->
            local()
                .write(
                    "file",
                    out -> {
                      out.write(NEW);
                      throw new IllegalStateException("no more");
                    }));
    assertArrayEquals(OLD, local().read("file"));
    try (Stream<Path> files = Files.list(place)) {
      assertEquals(1, files.count());
    }
  }

  /** A kill at each change that a write makes, one after the other, to the first that has none. */
  @ParameterizedTest
  @ValueSource(strings = {"mortal", "mortalstore"})
  void aWriteThatIsKilledLeavesTheOldOrTheNew(String scheme) {
    String uri = scheme + "://" + place;
    boolean killed = true;
    for (int changes = 0; killed; changes++) {
      Directory.at(MortalFileSystem.alive(), uri).write("file", OLD);
      Directory dying = Directory.at(MortalFileSystem.livingFor(changes), uri);
      killed = isKilled(() -> dying.write("file", NEW));
      Directory after = Directory.at(MortalFileSystem.alive(), uri);
      assertTrue(after.holds("file"), "after " + changes + " changes");
      byte[] found = after.read("file");
      assertArrayEquals(killed && found.length == OLD.length ? OLD : NEW, found);
    }
    assertArrayEquals(NEW, Directory.at(MortalFileSystem.alive(), uri).read("file"));
  }

  private static boolean isKilled(Runnable operation) {
    try {
      operation.run();
      return MortalFileSystem.isDead();
    } catch (UncheckedIOException e) {
      return true;
    }
  }

  @Test
  void leavesNothingBesideTheFile() throws IOException {
    local().write("file", OLD);
    local().write("file", NEW);
    try (Stream<Path> found = Files.list(place)) {
      assertEquals(1, found.count());
    }
  }

  /** Hadoop's checksummed file system would refuse the new content by the old checksum. */
  @Test
  void deletesAChecksumThatNoLongerFits() throws IOException {
    Path checksum = Files.writeString(place.resolve(".file.crc"), "old");
    local().write("file", NEW);
    assertFalse(Files.exists(checksum));
  }

  @Test
  void ofSeveralThatWriteAFileAnewOneSucceeds() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> attempt = () -> local().writeNew("lease", NEW);
      int written = 0;
      for (var each : threads.invokeAll(java.util.Collections.nCopies(32, attempt))) {
        written += each.get() ? 1 : 0;
      }
      assertEquals(1, written);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void saysWhyAFileCannotBeRead() {
    String message =
        assertThrows(UncheckedIOException.class, () -> local().read("absent")).getMessage();
    assertTrue(message.startsWith("read file:" + place + "/absent: "), message);
    assertTrue(message.endsWith("absent does not exist"), message);
  }

  @Test
  void saysWhyADirectoryCannotBeCreated() throws IOException {
    Path file = Files.writeString(place.resolve("file"), "");
    Directory below = Directory.at(new Configuration(), file.resolve("below").toString());
    String message = assertThrows(UncheckedIOException.class, below::create).getMessage();
    assertTrue(message.matches("create directory file:.*/file/below: .+"), message);
    assertFalse(message.endsWith("refused it"), message);
  }

  @Test
  void listsNothingWhereThereIsNothing() {
    assertEquals(0, local().child("absent").list().size());
    assertFalse(local().child("absent").exists());
  }

  @Test
  void keepsTheUsersPermissions() throws IOException {
    local().write("file", NEW);
    Path plain = Files.writeString(place.resolve("plain"), "");
    assertEquals(
        PosixFilePermissions.toString(Files.getPosixFilePermissions(plain)),
        PosixFilePermissions.toString(Files.getPosixFilePermissions(place.resolve("file"))));
  }

  /** Such as the name of a cell in somebody's table. */
  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../other", "/etc", "a/b", "http://host/"})
  void namesLeadNowhereElse(String name) {
    String message = assertThrows(DataException.class, () -> local().child(name)).getMessage();
    assertTrue(message.contains("expected the name of a directory in it, found '" + name + "'"));
  }

  /** In a text, Hadoop takes what is before a colon for a scheme. */
  @Test
  void namesMayHaveColons() throws IOException {
    Directory named = local("run 12:30");
    DirectoryReplacement replacement = replacement("run 12:30");
    Files.createDirectories(place.resolve("run 12:30/s3a:x"));
    named.write("notes 12:30.txt", OLD);
    named.write("notes 12:30.txt", NEW);
    replacement.begin().write("file", NEW);
    replacement.publish();
    assertEquals(List.of("file", "notes 12:30.txt", "s3a:x"), named.list());
    assertArrayEquals(NEW, named.read("notes 12:30.txt"));
    assertTrue(named.child("s3a:x").exists());
    assertEquals(List.of("run 12:30"), local().list());
  }

  /** Hadoop's local file system would move the file into it. */
  @Test
  void aDirectoryIsNoFileToBeReplaced() throws IOException {
    Files.createDirectories(place.resolve("file"));
    String message =
        assertThrows(UncheckedIOException.class, () -> local().write("file", NEW)).getMessage();
    assertTrue(message.endsWith("/file: expected a file, found a directory"), message);
    assertEquals(List.of("file"), local().list());
    assertEquals(List.of(), local("file").list());
  }

  @Test
  void readsNoMoreThanIsAskedFor() {
    local().write("file", NEW);
    assertArrayEquals(NEW, local().read("file", NEW.length));
    String message =
        assertThrows(DataException.class, () -> local().read("file", NEW.length - 1)).getMessage();
    assertTrue(message.endsWith("expected at most 27 bytes, found more"), message);
  }
}

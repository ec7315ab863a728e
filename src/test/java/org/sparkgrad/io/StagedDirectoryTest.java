package org.sparkgrad.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedDirectoryTest {
  @TempDir Path place;
  private Path target;

  @BeforeEach
  void name() {
    target = place.resolve("target");
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  @Test
  void nothingIsAtTheTargetUntilAllIs() throws IOException {
    try (StagedDirectory staged = StagedDirectory.beside(target)) {
      Files.writeString(staged.content().resolve("file"), "content");
      assertFalse(Files.exists(target));
      staged.publish();
    }
    assertEquals("content", Files.readString(target.resolve("file")));
    assertEquals(List.of("target"), names(place));
  }

  @Test
  void anEmptyDirectoryIsReplaced() throws IOException {
    Files.createDirectory(target);
    try (StagedDirectory staged = StagedDirectory.beside(target)) {
      Files.writeString(staged.content().resolve("file"), "content");
      staged.publish();
    }
    assertEquals(List.of("file"), names(target));
  }

  @Test
  void whatIsNotPublishedLeavesNothing() throws IOException {
    try (StagedDirectory staged = StagedDirectory.beside(target)) {
      Files.writeString(staged.content().resolve("file"), "content");
      Files.writeString(staged.scratch("download"), "content");
    }
    assertEquals(List.of(), names(place));
  }

  @Test
  void aFileThatComesToTheTargetMeanwhileStays() throws IOException {
    try (StagedDirectory staged = StagedDirectory.beside(target)) {
      Files.writeString(target, "mine");
      assertThrows(IOException.class, staged::publish);
    }
    assertEquals("mine", Files.readString(target));
  }

  @Test
  void filesThatComeIntoTheTargetMeanwhileStay() throws IOException {
    Files.createDirectory(target);
    try (StagedDirectory staged = StagedDirectory.beside(target)) {
      Files.writeString(target.resolve("note"), "mine");
      assertThrows(IOException.class, staged::publish);
    }
    assertEquals("mine", Files.readString(target.resolve("note")));
    assertEquals(List.of("target"), names(place));
  }
}

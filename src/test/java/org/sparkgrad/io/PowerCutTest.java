package org.sparkgrad.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.ForgetfulFileSystem;

/** After a power cut, a file has what was forced to the disk; of what was not, its name is left. */
class PowerCutTest {
  @TempDir Path place;

  private Directory directory;

  @BeforeEach
  void useAForgetfulDisk() {
    directory = Directory.at(ForgetfulFileSystem.installed(), place.resolve("files").toString());
  }

  @Test
  void leavesANewFileWhole() throws IOException {
    directory.create();
    directory.write("a.json", "new".getBytes(UTF_8));
    ForgetfulFileSystem.cutPower();
    assertEquals("new", Files.readString(place.resolve("files/a.json")));
  }

  @Test
  void leavesAReplacedFileWhole() throws IOException {
    directory.create();
    directory.write("a.json", "old".getBytes(UTF_8));
    directory.write("a.json", out -> out.write("new".getBytes(UTF_8)));
    ForgetfulFileSystem.cutPower();
    assertEquals("new", Files.readString(place.resolve("files/a.json")));
  }
}

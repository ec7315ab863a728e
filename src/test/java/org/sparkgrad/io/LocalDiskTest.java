package org.sparkgrad.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compared with Hadoop's own local file system. */
class LocalDiskTest {
  @TempDir java.nio.file.Path place;
  private FileSystem own;
  private FileSystem hadoops;

  @BeforeEach
  void open() throws IOException {
    own = initialized(new LocalDisk());
    hadoops = initialized(new LocalFileSystem());
  }

  private static FileSystem initialized(FileSystem fileSystem) throws IOException {
    Configuration settings = new Configuration();
    settings.set(FsPermission.UMASK_LABEL, "027");
    fileSystem.initialize(java.net.URI.create("file:///"), settings);
    return fileSystem;
  }

  private Path path(String name) {
    return new Path(place.resolve(name).toString());
  }

  private FsPermission permission(String name) throws IOException {
    return hadoops.getFileStatus(path(name)).getPermission();
  }

  @Test
  void filesHaveThePermissionsOfHadoops() throws IOException {
    own.create(path("own")).close();
    hadoops.create(path("hadoops")).close();
    assertEquals(new FsPermission("640"), permission("own"));
    for (String file : new String[] {"%s", ".%s.crc"}) {
      assertEquals(permission(file.formatted("hadoops")), permission(file.formatted("own")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"000", "777", "640", "751", "1777"})
  void setsAnyPermission(String mode) throws IOException {
    own.mkdirs(path("directory"));
    own.setPermission(path("directory"), new FsPermission(mode));
    assertEquals(new FsPermission(mode), permission("directory"));
    own.setPermission(path("directory"), new FsPermission("700"));
  }

  @Test
  void failsOnAFileThatIsNotThere() {
    assertThrows(
        NoSuchFileException.class, () -> own.setPermission(path("none"), new FsPermission("640")));
    assertThrows(FileNotFoundException.class, () -> own.open(path("none")));
  }

  @Test
  void isWhatTestsAndCommandsUse() throws IOException {
    assertInstanceOf(LocalDisk.class, path("any").getFileSystem(new Configuration()));
  }
}

package org.sparkgrad.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a power cut, a file has what was forced to the disk; of what was not, its name is left. */
class PowerCutTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir java.nio.file.Path place;

  /** A local disk that forgets what was not forced to it. */
  public static final class Forgetful extends LocalDisk.Raw {
    private static final Set<java.nio.file.Path> UNFORCED = new HashSet<>();

    static void cutPower() throws IOException {
      for (java.nio.file.Path each : UNFORCED) {
        Files.write(each, new byte[0]);
      }
      UNFORCED.clear();
    }

    private java.nio.file.Path local(Path path) {
      return pathToFile(path).toPath();
    }

    @Override
    public FSDataOutputStream create(
        Path file,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      UNFORCED.add(local(file));
      FSDataOutputStream made =
          super.create(file, overwrite, bufferSize, replication, blockSize, progress);
      return new FSDataOutputStream(made, null) {
        @Override
        public void hsync() throws IOException {
          super.hsync();
          UNFORCED.remove(local(file));
        }
      };
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
      boolean renamed = super.rename(from, to);
      UNFORCED.remove(local(to));
      if (renamed && UNFORCED.remove(local(from))) {
        UNFORCED.add(local(to));
      }
      return renamed;
    }
  }

  private Directory directory;

  @BeforeEach
  void useAForgetfulDisk() {
    Configuration hadoop = new Configuration(HADOOP);
    hadoop.set("fs.file.impl", Forgetful.class.getName());
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    directory = Directory.at(hadoop, place.resolve("files").toString());
  }

  @Test
  void leavesANewFileWhole() throws IOException {
    directory.create();
    directory.write("a.json", "new".getBytes(UTF_8));
    Forgetful.cutPower();
    assertEquals("new", Files.readString(place.resolve("files/a.json")));
  }

  @Test
  void leavesAReplacedFileWhole() throws IOException {
    directory.create();
    directory.write("a.json", "old".getBytes(UTF_8));
    directory.write("a.json", out -> out.write("new".getBytes(UTF_8)));
    Forgetful.cutPower();
    assertEquals("new", Files.readString(place.resolve("files/a.json")));
  }
}

package org.sparkgrad;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/** A local disk that, at a power cut, forgets what was not forced to it, but for names. */
public final class ForgetfulFileSystem extends FaultyFileSystem {
  private static final Set<java.nio.file.Path> UNFORCED = new HashSet<>();

  /** Makes local files of a configuration lie on such a one. */
  public static Configuration installed() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.file.impl", ForgetfulFileSystem.class.getName());
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    return hadoop;
  }

  /** Leaves an empty file of each that was not forced to the disk. */
  public static void cutPower() throws IOException {
    for (java.nio.file.Path each : UNFORCED) {
      Files.write(each, new byte[0]);
    }
    UNFORCED.clear();
  }

  private java.nio.file.Path local(Path path) {
    return pathToFile(path).toPath();
  }

  @Override
  Path made(Path file) {
    return file;
  }

  @Override
  FSDataOutputStream written(Path made, FSDataOutputStream file) throws IOException {
    UNFORCED.add(local(made));
    return new FSDataOutputStream(file, null) {
      @Override
      public void hsync() throws IOException {
        super.hsync();
        UNFORCED.remove(local(made));
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

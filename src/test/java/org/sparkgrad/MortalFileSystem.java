package org.sparkgrad;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The local disk as a process sees it that is killed: after so many changes it makes half of the
 * next one that writes, or none of any other, and then neither changes nor reads anything.
 *
 * <p>{@code mortal:} renames over what exists in one step, as a local disk does; {@code
 * mortalstore:} copies what it renames, file by file, as object stores do, and does not overwrite.
 */
public final class MortalFileSystem extends FaultyFileSystem {
  private static final AtomicInteger LEFT = new AtomicInteger(Integer.MAX_VALUE);

  private URI uri;

  /** One that copies and then deletes, and is no local disk to those who ask. */
  public static final class Store extends FilterFileSystem {
    public Store() {
      super(new MortalFileSystem());
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
      if (fs.exists(to) || !fs.exists(from)) {
        return false;
      }
      List<Path> files = new ArrayList<>();
      copyAll(from, to, files);
      for (Path file : files) {
        fs.delete(file, false);
      }
      fs.delete(from, true);
      return true;
    }

    private void copyAll(Path from, Path to, List<Path> files) throws IOException {
      if (!fs.getFileStatus(from).isDirectory()) {
        copy(from, to);
        files.add(from);
        return;
      }
      fs.mkdirs(to);
      for (FileStatus each : fs.listStatus(from)) {
        copyAll(each.getPath(), new Path(to, each.getPath().getName()), files);
      }
    }

    private void copy(Path from, Path to) throws IOException {
      try (InputStream in = fs.open(from);
          OutputStream out = fs.create(to)) {
        byte[] bytes = in.readAllBytes();
        out.write(bytes, 0, bytes.length);
      }
    }
  }

  /** Knows both; the process lives from now on for {@code changes} changes. */
  public static Configuration livingFor(int changes) {
    Configuration hadoop = new Configuration();
    install(hadoop, changes);
    return hadoop;
  }

  /** Makes both known; the process lives from now on for {@code changes} changes. */
  public static void install(Configuration hadoop, int changes) {
    LEFT.set(changes);
    hadoop.setClass("fs.mortal.impl", MortalFileSystem.class, FileSystem.class);
    hadoop.setClass("fs.mortalstore.impl", Store.class, FileSystem.class);
    hadoop.setBoolean("fs.mortal.impl.disable.cache", true);
    hadoop.setBoolean("fs.mortalstore.impl.disable.cache", true);
  }

  /** How many changes are left to it. */
  public static int left() {
    return LEFT.get();
  }

  /** The same after a new start. */
  public static Configuration alive() {
    return livingFor(Integer.MAX_VALUE);
  }

  /** Whether the process has been killed. */
  public static boolean isDead() {
    return LEFT.get() < 0;
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    uri = URI.create(name.getScheme() + ":///");
    super.initialize(name, conf);
  }

  @Override
  public URI getUri() {
    return uri == null ? super.getUri() : uri;
  }

  private static void requireAlive() throws IOException {
    if (isDead()) {
      throw new IOException("killed");
    }
  }

  private static void change() throws IOException {
    if (LEFT.get() < 0 || LEFT.getAndDecrement() <= 0) {
      throw new IOException("killed");
    }
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    requireAlive();
    return super.open(file, bufferSize);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    requireAlive();
    return super.listStatus(path);
  }

  @Override
  Path made(Path file) throws IOException {
    change();
    return file;
  }

  @Override
  FSDataOutputStream written(Path made, FSDataOutputStream file) throws IOException {
    return new FSDataOutputStream(
        new FilterOutputStream(file) {
          @Override
          public void write(byte[] bytes, int start, int length) throws IOException {
            try {
              change();
            } catch (IOException killed) {
              out.write(bytes, start, length / 2);
              throw killed;
            }
            out.write(bytes, start, length);
          }
        },
        null);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change();
    return super.delete(path, recursive);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    requireAlive();
    return super.mkdirs(path);
  }
}

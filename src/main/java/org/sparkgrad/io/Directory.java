package org.sparkgrad.io;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A directory of small files on any Hadoop file system. */
public final class Directory {
  private final FileSystem fileSystem;
  private final Path path;

  private Directory(FileSystem fileSystem, Path path) {
    this.fileSystem = fileSystem;
    this.path = path;
  }

  public static Directory at(Configuration hadoop, String uri) {
    Path path = new Path(uri);
    try {
      FileSystem fileSystem = path.getFileSystem(hadoop);
      return new Directory(fileSystem, fileSystem.makeQualified(path));
    } catch (IOException e) {
      throw new UncheckedIOException("open directory: no file system for " + uri, e);
    }
  }

  public Directory child(String name) {
    return new Directory(fileSystem, new Path(path, name));
  }

  public boolean exists() {
    try {
      return fileSystem.exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("look for " + path, e);
    }
  }

  public byte[] read(String name) {
    Path file = new Path(path, name);
    try (FSDataInputStream in = fileSystem.open(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file, e);
    }
  }

  /**
   * Writes a whole file beside its place, then moves it there, so that none is ever half-written.
   */
  public void write(String name, byte[] bytes) {
    Path file = new Path(path, name);
    Path partial = new Path(path, "." + name + ".partial");
    try {
      try (OutputStream out = fileSystem.create(partial, true)) {
        out.write(bytes);
      }
      fileSystem.delete(file, false);
      if (!fileSystem.rename(partial, file)) {
        throw new IOException("cannot rename " + partial);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("write " + file, e);
    }
  }

  public void create() {
    try {
      if (!fileSystem.mkdirs(path)) {
        throw new IOException("mkdirs was refused");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("create directory " + path, e);
    }
  }

  public void delete() {
    try {
      fileSystem.delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException("delete directory " + path, e);
    }
  }

  /** The path with its file system's scheme. */
  @Override
  public String toString() {
    return path.toString();
  }
}

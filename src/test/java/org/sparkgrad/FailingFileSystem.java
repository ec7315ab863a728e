package org.sparkgrad;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The local disk as {@code failing:}, on which files of chosen paths cannot be written. */
public final class FailingFileSystem extends FaultyFileSystem {
  private static final Map<String, Supplier<Throwable>> FAILURES = new ConcurrentHashMap<>();
  private static final Set<String> FULL_DISKS = ConcurrentHashMap.newKeySet();
  private static final URI HOME = URI.create("failing:///");

  /** What writes to it finds no space left; Hadoop's local file system makes an error of that. */
  private static final Path FULL = new Path("/dev/full");

  /** Makes it known, and all paths good again. */
  public static void install(Configuration hadoop) {
    FAILURES.clear();
    FULL_DISKS.clear();
    hadoop.setClass("fs.failing.impl", FailingFileSystem.class, FileSystem.class);
  }

  /** From now on, no file can be made whose path has {@code part} in it. */
  public static void fail(String part, Supplier<Throwable> failure) {
    FAILURES.put(part, failure);
  }

  /** From now on, the disk is full under any file whose path has {@code part} in it. */
  public static void fill(String part) {
    FULL_DISKS.add(part);
  }

  @Override
  public URI getUri() {
    return HOME;
  }

  @Override
  Path made(Path file) throws IOException {
    for (Map.Entry<String, Supplier<Throwable>> each : FAILURES.entrySet()) {
      if (!file.toString().contains(each.getKey())) {
        continue;
      }
      Throwable failure = each.getValue().get();
      if (failure instanceof Error error) {
        throw error;
      }
      throw (IOException) failure;
    }
    return FULL_DISKS.stream().anyMatch(file.toString()::contains) ? FULL : file;
  }

  @Override
  FSDataOutputStream written(Path made, FSDataOutputStream file) {
    return file;
  }
}

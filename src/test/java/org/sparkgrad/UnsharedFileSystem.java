package org.sparkgrad;

import java.io.File;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.sparkgrad.io.LocalDisk;

/** The local disk as {@code unshared:}, which is another one for tasks than for the driver. */
public final class UnsharedFileSystem extends LocalDisk.Raw {
  private static final URI HOME = URI.create("unshared:///");

  /** Makes it known. */
  public static void install(Configuration hadoop) {
    hadoop.setClass("fs.unshared.impl", UnsharedFileSystem.class, FileSystem.class);
  }

  @Override
  public URI getUri() {
    return HOME;
  }

  @Override
  public File pathToFile(Path path) {
    File file = super.pathToFile(path);
    return TaskContext.get() == null ? file : new File("/nowhere", file.getPath());
  }
}

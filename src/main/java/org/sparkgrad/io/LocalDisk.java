package org.sparkgrad.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, but quick to create files: without its native library, Hadoop starts
 * a process for each one, {@code chmod}.
 */
public final class LocalDisk extends LocalFileSystem {
  /** For Hadoop, which makes it by its name. */
  public LocalDisk() {
    super(new Raw());
  }

  /** The same without checksums. */
  public static class Raw extends RawLocalFileSystem {
    /** Sets a file's permissions within this process, if its file system has those of POSIX. */
    @Override
    public void setPermission(Path file, FsPermission permission) throws IOException {
      PosixFileAttributeView attributes =
          Files.getFileAttributeView(pathToFile(file).toPath(), PosixFileAttributeView.class);
      if (attributes == null || permission.getStickyBit()) {
        super.setPermission(file, permission);
      } else {
        attributes.setPermissions(PosixFilePermissions.fromString(permission.toString()));
      }
    }
  }
}

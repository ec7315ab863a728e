package org.sparkgrad;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.sparkgrad.io.LocalDisk;

/** The local disk, with a say in each file that is made. */
abstract class FaultyFileSystem extends LocalDisk.Raw {
  /** The file that is made instead of {@code file}. */
  abstract Path made(Path file) throws IOException;

  /** What the file that was made is written through. */
  abstract FSDataOutputStream written(Path made, FSDataOutputStream file) throws IOException;

  @Override
  public final FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    Path made = made(file);
    return written(
        made, super.create(made, overwrite, bufferSize, replication, blockSize, progress));
  }

  @Override
  public final FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    Path made = made(file);
    return written(
        made,
        super.create(made, permission, overwrite, bufferSize, replication, blockSize, progress));
  }
}

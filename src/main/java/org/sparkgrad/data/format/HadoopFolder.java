package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkgrad.io.ChildPath;

/** A directory of a Hadoop file system. */
record HadoopFolder(FileSystem fileSystem, Path place) implements Folder {

  @Override
  public String path() {
    return place.toString();
  }

  @Override
  public List<FolderEntry> entries() throws IOException {
    return Arrays.stream(fileSystem.listStatus(place))
        .map(HadoopFolder::entry)
        .sorted(Comparator.comparing(FolderEntry::name))
        .toList();
  }

  private static FolderEntry entry(FileStatus status) {
    return new FolderEntry(
        status.getPath().getName(),
        status.isDirectory(),
        status.getLen(),
        status.getModificationTime());
  }

  @Override
  public Folder child(String name) {
    return new HadoopFolder(fileSystem, ChildPath.of(place, name));
  }
}

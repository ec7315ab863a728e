package org.sparkgrad.data.format;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory of the local disk. */
record LocalFolder(Path place) implements Folder {

  @Override
  public String path() {
    return place.toString();
  }

  @Override
  public List<FolderEntry> entries() throws IOException {
    try (Stream<Path> entries = Files.list(place)) {
      return entries.sorted().map(LocalFolder::entry).toList();
    }
  }

  private static FolderEntry entry(Path path) {
    File file = path.toFile();
    return new FolderEntry(file.getName(), file.isDirectory(), file.length(), file.lastModified());
  }

  @Override
  public Folder child(String name) {
    return new LocalFolder(place.resolve(name));
  }
}

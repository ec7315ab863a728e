package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The forms in which data sets are read. A directory is of the first that has a file there. */
public enum DataKind {
  CIFAR_10("CIFAR-10 binary files", new Cifar10Format()),
  CIFAR_100("CIFAR-100 binary files", new Cifar100Format()),
  IDX("IDX files", new IdxFormat()),
  PARQUET("Parquet tables", new ParquetFormat()),
  FOLDER("images in a folder for each class", new FolderFormat());

  private final String words;
  private final DataFormat format;

  DataKind(String words, DataFormat format) {
    this.words = words;
    this.format = format;
  }

  DataFormat format() {
    return format;
  }

  /** The kind of data set that is in a folder, if there is one. */
  static Optional<DataKind> in(Folder folder, List<FolderEntry> entries) throws IOException {
    for (DataKind each : values()) {
      if (each.format.isIn(folder, entries)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** What it is, in a few words. */
  @Override
  public String toString() {
    return words;
  }
}

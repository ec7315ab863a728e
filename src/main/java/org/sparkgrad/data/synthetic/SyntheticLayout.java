package org.sparkgrad.data.synthetic;

import java.io.IOException;
import java.nio.file.Path;
import org.sparkgrad.choice.Choice;

/** A form of data sets that the synthetic images can be written in. */
public enum SyntheticLayout implements Choice {
  CIFAR_10(new Cifar10Writer()),
  CIFAR_100(new Cifar100Writer()),
  IDX(new IdxWriter()),
  FOLDER(new FolderWriter()),
  PARQUET(new ParquetImageWriter());

  private final Writer writer;

  SyntheticLayout(Writer writer) {
    this.writer = writer;
  }

  /** Writes the files of a layout into a directory that is there and empty. */
  @FunctionalInterface
  interface Writer {
    void write(SyntheticRows rows, Path directory) throws IOException;
  }

  void write(SyntheticRows rows, Path directory) throws IOException {
    writer.write(rows, directory);
  }
}

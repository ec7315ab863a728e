package org.sparkgrad.data.format;

import java.io.Serializable;
import java.util.List;
import org.sparkgrad.data.RowRange;

/** The rows of a part that lie in one file. */
record FileRows(DataFile file, RowRange range) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Where a row is among those of the file, counted from 0. */
  int index(int row) {
    return row - range.start();
  }

  /** How many rows the files hold together. */
  static int count(List<FileRows> files) {
    return files.isEmpty() ? 0 : files.get(files.size() - 1).range().end();
  }

  /** The file that has a row. */
  static FileRows of(List<FileRows> files, int row) {
    for (FileRows each : files) {
      if (row < each.range().end()) {
        return each;
      }
    }
    throw new IllegalArgumentException("row " + row + " is in no file");
  }
}

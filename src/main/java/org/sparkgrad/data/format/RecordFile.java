package org.sparkgrad.data.format;

import java.io.Serializable;
import org.sparkgrad.data.RowRange;

/** One file of CIFAR-10 records: where it is and which rows of the data set it holds. */
public final class RecordFile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final int firstRow;
  private final int rows;

  public RecordFile(String path, int firstRow, int rows) {
    this.path = path;
    this.firstRow = firstRow;
    this.rows = rows;
  }

  public String path() {
    return path;
  }

  public RowRange range() {
    return new RowRange(firstRow, firstRow + rows);
  }

  /** The place of a row's record, in bytes from the start of the file. */
  public long position(int row) {
    return (row - firstRow) * (long) Cifar10Layout.RECORD_BYTES;
  }
}

package org.sparkgrad.data.format;

import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowRange;

/**
 * The training or the test rows of a data set, as found without reading them; executors read those
 * that they need. It travels by Java's serialisation.
 */
public interface DataPart extends Serializable {
  DataShape shape();

  int rows();

  /**
   * Reads rows, whichever files they are in.
   *
   * @param out receives the first of them at {@code at}, and so on
   * @throws org.sparkgrad.io.DataException naming file and row if they cannot be read, or are not
   *     as they should be
   */
  void read(Configuration hadoop, RowRange rows, RowBuffer out, int at);

  /** Where a row is, for messages: {@code record 5 of FILE}. */
  String place(int row);

  /** All files that rows are read from, in the order of the rows. */
  List<DataFile> files();

  /**
   * Reads rows into a block.
   *
   * @param number of the block
   */
  default Block block(Configuration hadoop, int number, RowRange rows) {
    RowBuffer buffer = new RowBuffer(shape(), rows.size());
    read(hadoop, rows, buffer, 0);
    return buffer.block(number, rows.start());
  }
}

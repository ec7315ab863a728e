package org.sparkgrad.bench;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.DataFile;
import org.sparkgrad.data.format.DataPart;
import org.sparkgrad.data.format.RowBuffer;

/** The rows of a part again and again. */
record Copies(DataPart part, int copies) implements DataPart {
  private static final long serialVersionUID = 1L;

  @Override
  public DataShape shape() {
    return part.shape();
  }

  @Override
  public int rows() {
    return Math.multiplyExact(part.rows(), copies);
  }

  @Override
  public void read(Configuration hadoop, RowRange rows, RowBuffer out, int at) {
    for (int first = 0; first < rows(); first += part.rows()) {
      RowRange here = new RowRange(first, first + part.rows()).intersect(rows);
      if (here.size() > 0) {
        RowRange own = new RowRange(here.start() - first, here.end() - first);
        part.read(hadoop, own, out, at + here.start() - rows.start());
      }
    }
  }

  @Override
  public String place(int row) {
    return part.place(row % part.rows());
  }

  @Override
  public List<DataFile> files() {
    return part.files();
  }
}

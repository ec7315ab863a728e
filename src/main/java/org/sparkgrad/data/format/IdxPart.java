package org.sparkgrad.data.format;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowRange;

/** Rows in a file of grey images and one of their labels. */
record IdxPart(IdxFile images, IdxFile labels, int classes) implements DataPart {
  private static final long serialVersionUID = 1L;

  @Override
  public DataShape shape() {
    return DataShape.ofImages(images.image(), classes);
  }

  @Override
  public int rows() {
    return images.count();
  }

  @Override
  public List<DataFile> files() {
    return List.of(images.file(), labels.file());
  }

  @Override
  public String place(int row) {
    return "item %d of %s".formatted(row, labels.file().path());
  }

  @Override
  public void read(Configuration hadoop, RowRange rows, RowBuffer out, int at) {
    byte[] pixels = images.read(hadoop, rows);
    byte[] classOf = labels.read(hadoop, rows);
    for (int i = 0; i < rows.size(); i++) {
      out.label(at + i, classOf[i] & 0xFF);
      out.image(at + i, pixels, i * images.image().bytes());
    }
  }
}

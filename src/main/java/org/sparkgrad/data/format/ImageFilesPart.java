package org.sparkgrad.data.format;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;

/**
 * Rows that are a file each, an image of any size that is resized.
 *
 * @param labels one per file
 */
record ImageFilesPart(List<DataFile> files, int[] labels, ImageShape image, int classes)
    implements DataPart {
  private static final long serialVersionUID = 1L;

  @Override
  public DataShape shape() {
    return DataShape.ofImages(image, classes);
  }

  @Override
  public int rows() {
    return files.size();
  }

  @Override
  public String place(int row) {
    return files.get(row).path();
  }

  @Override
  public void read(Configuration hadoop, RowRange rows, RowBuffer out, int at) {
    for (int row = rows.start(); row < rows.end(); row++) {
      DataFile file = files.get(row);
      int to = at + row - rows.start();
      out.label(to, labels[row]);
      EncodedImage.requireLength(file.bytes(), file.path());
      byte[] bytes = file.read(hadoop, in -> in.readNBytes((int) file.bytes()));
      out.image(to, EncodedImage.decode(bytes, image, file.path()), 0);
    }
  }
}

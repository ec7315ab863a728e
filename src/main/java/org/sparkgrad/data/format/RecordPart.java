package org.sparkgrad.data.format;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;

/**
 * Rows in files of records of the CIFAR data sets.
 *
 * @param records the files in order; their rows are numbered through
 */
record RecordPart(RecordLayout layout, List<FileRows> records) implements DataPart {
  private static final long serialVersionUID = 1L;

  @Override
  public DataShape shape() {
    return DataShape.ofImages(ImageShape.CIFAR, layout.classes());
  }

  @Override
  public int rows() {
    return FileRows.count(records);
  }

  @Override
  public List<DataFile> files() {
    return records.stream().map(FileRows::file).toList();
  }

  @Override
  public String place(int row) {
    FileRows file = FileRows.of(records, row);
    return "record %d of %s".formatted(file.index(row), file.file().path());
  }

  @Override
  public void read(Configuration hadoop, RowRange rows, RowBuffer out, int at) {
    for (FileRows each : records) {
      RowRange here = each.range().intersect(rows);
      if (here.size() > 0) {
        unpack(bytes(hadoop, each, here), out, at + here.start() - rows.start());
      }
    }
  }

  private byte[] bytes(Configuration hadoop, FileRows file, RowRange rows) {
    byte[] records = new byte[rows.size() * layout.bytes()];
    return file.file()
        .read(
            hadoop,
            in -> {
              in.seek(file.index(rows.start()) * (long) layout.bytes());
              in.readFully(records);
              return records;
            });
  }

  private void unpack(byte[] records, RowBuffer out, int at) {
    for (int i = 0; i * layout.bytes() < records.length; i++) {
      int from = i * layout.bytes();
      out.label(at + i, records[from + layout.labelAt()] & 0xFF);
      out.image(at + i, records, from + layout.labelBytes());
    }
  }
}

package org.sparkgrad.data.format;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;

/** Reads the records of a range of rows through Hadoop's file system and packs them. */
public final class BlockReader {
  private final Configuration hadoop;

  public BlockReader(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * Reads {@code rows}, which may begin in one file and end in another.
   *
   * @param number of the block
   */
  public Block read(List<RecordFile> files, int number, RowRange rows) {
    int[] labels = new int[rows.size()];
    byte[] pixels = new byte[rows.size() * ImageShape.CIFAR.bytes()];
    for (RecordFile file : files) {
      RowRange here = file.range().intersect(rows);
      if (here.size() > 0) {
        unpack(readRecords(file, here), here.start() - rows.start(), labels, pixels);
      }
    }
    return new Block(number, rows.start(), labels, ImageShape.CIFAR, pixels);
  }

  private byte[] readRecords(RecordFile file, RowRange rows) {
    byte[] records = new byte[rows.size() * Cifar10Layout.RECORD_BYTES];
    return file.read(
        hadoop,
        in -> {
          in.seek(file.position(rows.start()));
          in.readFully(records);
          return records;
        });
  }

  private static void unpack(byte[] records, int first, int[] labels, byte[] pixels) {
    for (int i = 0; i * Cifar10Layout.RECORD_BYTES < records.length; i++) {
      int at = i * Cifar10Layout.RECORD_BYTES;
      labels[first + i] = records[at] & 0xFF;
      System.arraycopy(
          records,
          at + Cifar10Layout.LABEL_BYTES,
          pixels,
          (first + i) * ImageShape.CIFAR.bytes(),
          ImageShape.CIFAR.bytes());
    }
  }
}

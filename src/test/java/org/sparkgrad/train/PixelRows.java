package org.sparkgrad.train;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.TinyCifar;

/** Labelled rows in doubles, for plain loops: features are pixels over 255. */
record PixelRows(List<double[]> images, List<Integer> labels) {

  /** The training files of a {@link TinyCifar}. */
  static PixelRows ofTrainFiles(int rowsPerFile) {
    PixelRows rows = new PixelRows(new ArrayList<>(), new ArrayList<>());
    for (int file = 1; file <= 5; file++) {
      rows.add(TinyCifar.records(file, rowsPerFile));
    }
    return rows;
  }

  /** Adds the records of one file. */
  void add(byte[] records) {
    for (int at = 0; at < records.length; at += TinyCifar.RECORD) {
      double[] image = new double[TinyCifar.PIXELS];
      for (int k = 0; k < image.length; k++) {
        image[k] = (records[at + 1 + k] & 0xFF) / 255.0;
      }
      images.add(image);
      labels.add((int) records[at]);
    }
  }
}

package org.sparkgrad.data.synthetic;

import java.io.IOException;
import org.sparkgrad.data.format.Cifar10Layout;
import org.sparkgrad.image.ImageShape;

/**
 * The rows of a synthetic data set, whichever form it is written in: those of the files of
 * CIFAR-10's layout one after the other. Classes are balanced in each file to within one row, in
 * shuffled order.
 *
 * @param seed draws the images and their order
 * @param trainRowsPerFile rows of each of the five training files
 * @param testRows rows of the test file
 */
record SyntheticRows(long seed, int trainRowsPerFile, int testRows) {
  static final int TRAIN_FILES = Cifar10Layout.TRAIN_FILES.size();

  /** Keys the shuffles apart from the images, whose rows are never negative. */
  private static final int SHUFFLE_ROW = -1;

  /** Takes a row. */
  @FunctionalInterface
  interface Taker {
    /**
     * @param index of the row in its part, counted from 0
     */
    void take(int index, Row row) throws IOException;
  }

  /** One image, drawn when it is asked for. */
  record Row(SyntheticImages images, int label, int file, int row) {
    byte[] image(ImageShape shape) {
      return images.draw(label, file, row, shape);
    }
  }

  int rows(boolean test) {
    return test ? testRows : TRAIN_FILES * trainRowsPerFile;
  }

  /** Hands on all rows of a part, in their order. */
  void forEach(boolean test, Taker taker) throws IOException {
    int first = test ? TRAIN_FILES : 0;
    int end = test ? TRAIN_FILES + 1 : TRAIN_FILES;
    int index = 0;
    for (int file = first; file < end; file++) {
      for (Row each : file(file)) {
        taker.take(index++, each);
      }
    }
  }

  /** The rows of a file: 0 to 4 are for training, 5 is for test. */
  Row[] file(int file) {
    SyntheticImages images = new SyntheticImages(seed);
    byte[] labels = shuffledLabels(file, file < TRAIN_FILES ? trainRowsPerFile : testRows);
    Row[] rows = new Row[labels.length];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new Row(images, labels[row], file, row);
    }
    return rows;
  }

  /** Fisher and Yates's shuffle of 0, 1, ..., 9, 0, 1, ... */
  private byte[] shuffledLabels(int file, int rows) {
    byte[] labels = new byte[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = (byte) (row % Cifar10Layout.CLASSES);
    }
    DrawSequence random = new DrawSequence(seed, SyntheticImages.stream(file, SHUFFLE_ROW));
    for (int last = rows - 1; last > 0; last--) {
      int other = random.below(last + 1);
      byte swapped = labels[last];
      labels[last] = labels[other];
      labels[other] = swapped;
    }
    return labels;
  }
}

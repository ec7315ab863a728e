package org.sparkgrad;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Small CIFAR-10 binary directories, written byte by byte without help of the code under test.
 *
 * <p>Each class has three rows of pixels of its own, which are bright under noise, so that a linear
 * classifier tells the classes apart after a few steps. The same counts give the same bytes.
 */
public final class TinyCifar {
  public static final int CLASSES = 10;
  public static final int PIXELS = 3072;
  public static final int RECORD = 3073;
  public static final List<String> TRAIN_FILES =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");
  public static final String TEST_FILE = "test_batch.bin";
  public static final String NAMES_FILE = "batches.meta.txt";
  public static final List<String> CLASS_NAMES =
      List.of("ant", "bee", "cod", "doe", "elk", "fox", "gnu", "hen", "ibis", "jay");

  private static final int SIDE = 32;
  private static final int NOISE_FROM = 60;
  private static final int NOISE_RANGE = 80;
  private static final int BRIGHTER = 90;
  private static final int BAND = 3;

  private TinyCifar() {}

  /**
   * Writes the seven files into {@code directory}, which is made where it does not exist.
   *
   * @return the directory
   */
  public static Path write(Path directory, int rowsPerTrainFile, int testRows) {
    int number = 1;
    for (String name : TRAIN_FILES) {
      writeFile(directory.resolve(name), records(number++, rowsPerTrainFile));
    }
    writeFile(directory.resolve(TEST_FILE), records(number, testRows));
    writeFile(
        directory.resolve(NAMES_FILE),
        (String.join("\n", CLASS_NAMES) + "\n").getBytes(StandardCharsets.UTF_8));
    return directory;
  }

  /** Writes any bytes to a file, whose directory is made where it does not exist. */
  public static void writeFile(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The records of file {@code number}; any ten in sequence have ten labels. */
  public static byte[] records(int number, int rows) {
    ByteArrayOutputStream records = new ByteArrayOutputStream(rows * RECORD);
    for (int row = 0; row < rows; row++) {
      int label = label(number, row);
      records.writeBytes(record(label, image(label, number * 1_000_003L + row)));
    }
    return records.toByteArray();
  }

  /** The label of a row of file {@code number}: 1 to 5 train, 6 tests. */
  public static int label(int number, int row) {
    return (number + 3 * row) % CLASSES;
  }

  /** One record: the label, then the pixels. */
  public static byte[] record(int label, byte[] pixels) {
    byte[] record = new byte[1 + pixels.length];
    record[0] = (byte) label;
    System.arraycopy(pixels, 0, record, 1, pixels.length);
    return record;
  }

  /** An image of class {@code label}: noise, of which the rows of the class are the brighter. */
  public static byte[] image(int label, long seed) {
    Random random = new Random(seed);
    byte[] pixels = new byte[PIXELS];
    for (int k = 0; k < PIXELS; k++) {
      int y = k % (SIDE * SIDE) / SIDE;
      int light = y / BAND == label ? BRIGHTER : 0;
      pixels[k] = (byte) (NOISE_FROM + random.nextInt(NOISE_RANGE) + light);
    }
    return pixels;
  }
}

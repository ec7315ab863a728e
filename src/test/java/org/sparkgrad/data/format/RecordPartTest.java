package org.sparkgrad.data.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.DataException;

/** Blocks against records whose every byte tells where it stands. */
class RecordPartTest {
  @TempDir Path directory;

  private List<FileRows> files;

  /** Three files of 4, 1 and 3 records: rows 0 to 3, 4, and 5 to 7. */
  @BeforeEach
  void writeFiles() {
    files = List.of(file("a.bin", 0, 4), file("b.bin", 4, 1), file("c.bin", 5, 3));
  }

  private FileRows file(String name, int firstRow, int rows) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int row = firstRow; row < firstRow + rows; row++) {
      records.writeBytes(TinyCifar.record(row % 10, pixels(row)));
    }
    Path path = directory.resolve(name);
    TinyCifar.writeFile(path, records.toByteArray());
    DataFile data =
        new DataFile(path.toUri().toString(), name, rows * 3073L, path.toFile().lastModified());
    return new FileRows(data, new RowRange(firstRow, firstRow + rows));
  }

  private static byte[] pixels(int row) {
    byte[] pixels = new byte[3072];
    for (int k = 0; k < pixels.length; k++) {
      pixels[k] = (byte) pixel(row, k);
    }
    return pixels;
  }

  /** A value from 0 to 255 in which neighbours differ, in rows, columns and channels. */
  private static int pixel(int row, int k) {
    return (31 * row + 7 * k + k / 1024) & 0xFF;
  }

  private Block read(int start, int end) {
    return new RecordPart(RecordLayout.CIFAR_10, files)
        .block(new Configuration(), 3, new RowRange(start, end));
  }

  /** Every range of rows, so that blocks begin and end in and between any files. */
  @Test
  void readsAnyRangeAcrossFiles() {
    for (int start = 0; start <= 8; start++) {
      for (int end = start; end <= 8; end++) {
        checkRows(read(start, end), start, end);
      }
    }
  }

  private static void checkRows(Block block, int start, int end) {
    assertEquals(start, block.firstRow());
    assertEquals(end, block.endRow());
    assertEquals((end - start) * 3072, block.pixels().length);
    for (int row = start; row < end; row++) {
      assertEquals(row % 10, block.label(row));
      for (int k = 0; k < 3072; k++) {
        assertEquals((byte) pixel(row, k), block.pixels()[(row - start) * 3072 + k]);
      }
    }
  }

  @Test
  void featuresAreOfTheRowOfTheDataSet() {
    float[] ones = new float[3072];
    Arrays.fill(ones, 1);
    float[] out = new float[2 + 3072];
    read(3, 7).features(5, new FeatureScaling(ones, new float[3072]), out, 2);
    assertEquals(0, out[1]);
    for (int k = 0; k < 3072; k++) {
      assertEquals(pixel(5, k), out[2 + k]);
    }
  }

  @Test
  void aFileThatHasShrunkSinceIsAnError() {
    TinyCifar.writeFile(directory.resolve("c.bin"), new byte[2 * 3073]);
    var error = assertThrows(DataException.class, () -> read(5, 8));
    assertTrue(error.getMessage().contains("c.bin as it was when the run began, 9219 bytes of"));
    assertTrue(error.getMessage().contains("found 6146 bytes of"));
  }

  @Test
  void aFileThatWasWrittenAnewSinceIsAnError() throws IOException {
    FileTime later = FileTime.from(Instant.now().plusSeconds(100));
    Files.setLastModifiedTime(directory.resolve("b.bin"), later);
    read(0, 4);
    var error = assertThrows(DataException.class, () -> read(0, 5));
    assertTrue(error.getMessage().contains("b.bin as it was when the run began, 3073 bytes of"));
    assertTrue(error.getMessage().contains("it was changed in between"));
  }

  @Test
  void aFileThatAWorkerDoesNotReachIsAnError() throws IOException {
    Files.delete(directory.resolve("a.bin"));
    var error = assertThrows(DataException.class, () -> read(0, 1));
    assertTrue(error.getMessage().contains("a.bin to be there for every worker, found nothing"));
  }

  @Test
  void aRecordIsOneLabelAndThreePlanes() {
    assertEquals(3073, RecordLayout.CIFAR_10.bytes());
    assertEquals(3073, RecordLayout.CIFAR_10.bytes());
  }

  @Test
  void aRowIsARecordOfItsFile() {
    String place = new RecordPart(RecordLayout.CIFAR_10, files).place(7);
    assertTrue(place.matches("record 2 of file:.*/c.bin"), place);
  }

  @Test
  void pixelsMustFitTheLabels() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Block(0, 7, new int[2], ImageShape.CIFAR, new byte[3072]));
    assertEquals(
        "block of rows from 7: expected 3072 bytes for each of 2 labels, found 3072 bytes",
        error.getMessage());
    assertArrayEquals(
        new byte[0], new Block(0, 0, new int[0], ImageShape.CIFAR, new byte[0]).pixels());
  }
}

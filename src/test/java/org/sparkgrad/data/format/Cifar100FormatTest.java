package org.sparkgrad.data.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.DataException;

/** Records of a coarse label, a fine label and an image, written byte by byte. */
class Cifar100FormatTest {
  @TempDir Path place;

  @BeforeEach
  void write() {
    TinyCifar.writeFile(place.resolve("train.bin"), records(7));
    TinyCifar.writeFile(place.resolve("test.bin"), records(3));
    writeNames("fine", 100);
    writeNames("coarse", 20);
  }

  /** Row r is of fine label 13 r + 5, coarse label r, and each of its pixels is r + 1. */
  private static byte[] records(int rows) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int row = 0; row < rows; row++) {
      records.write(row);
      records.write(13 * row + 5);
      byte[] pixels = new byte[3072];
      Arrays.fill(pixels, (byte) (row + 1));
      records.writeBytes(pixels);
    }
    return records.toByteArray();
  }

  private void writeNames(String which, int count) {
    String names =
        IntStream.range(0, count).mapToObj(i -> which + " " + i).collect(Collectors.joining("\n"));
    TinyCifar.writeFile(
        place.resolve(which + "_label_names.txt"), names.getBytes(StandardCharsets.UTF_8));
  }

  private DataSource open(Optional<CifarLabels> labels) {
    DataChoices choices =
        new DataChoices(labels, Optional.empty(), Optional.empty(), Optional.empty());
    return DataSource.open(new Configuration(), place.toString(), choices);
  }

  @Test
  void fineLabelsAreTheSecondByte() {
    DataSource data = open(Optional.empty());
    assertEquals(DataKind.CIFAR_100, data.kind());
    assertEquals(DataShape.ofImages(ImageShape.CIFAR, 100), data.shape());
    assertEquals("fine 99", data.classNames().get(99));
    assertEquals(Map.of("labels", "fine"), data.choices());
    assertEquals(7, data.train().rows());
    assertEquals(3, data.test().rows());
    Block block = data.train().block(new Configuration(), 0, new RowRange(2, 6));
    for (int row = 2; row < 6; row++) {
      assertEquals(13 * row + 5, block.label(row));
      assertEquals(row + 1, block.pixels()[block.pixelStart(row)]);
      assertEquals(row + 1, block.pixels()[block.pixelStart(row) + 3071]);
    }
  }

  @Test
  void coarseLabelsAreTheFirstByte() {
    DataSource data = open(Optional.of(CifarLabels.COARSE));
    assertEquals(DataShape.ofImages(ImageShape.CIFAR, 20), data.shape());
    assertEquals("coarse 19", data.classNames().get(19));
    Block block = data.train().block(new Configuration(), 0, new RowRange(0, 7));
    for (int row = 0; row < 7; row++) {
      assertEquals(row, block.label(row));
    }
  }

  @Test
  void missingAndTruncatedFilesAreNamed() {
    TinyCifar.writeFile(place.resolve("test.bin"), new byte[3073]);
    writeNames("fine", 99);
    var error = assertThrows(DataException.class, () -> open(Optional.empty()));
    assertEquals(
        """
        open data: %s is not a complete data set of CIFAR-100 binary files:
          test.bin: expected a whole number of records of 3074 bytes, at least one, found 3073 bytes
          fine_label_names.txt: expected 100 class names, one per line, found 99"""
            .formatted(place),
        error.getMessage());
  }

  @Test
  void aRecordIsNamedByItsFile() {
    String place = open(Optional.empty()).train().place(4);
    assertTrue(place.matches("record 4 of file:.*/train.bin"), place);
  }
}

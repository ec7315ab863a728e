package org.sparkgrad.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.CifarLabels;
import org.sparkgrad.data.format.DataChoices;
import org.sparkgrad.data.format.DataKind;
import org.sparkgrad.data.format.DataPart;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.image.ImageShape;

/** What is written is read back, and compared with the images that CIFAR-10's layout has. */
class SyntheticLayoutTest {
  private static final int ROWS = 10;
  private static final int TEST_ROWS = 7;
  private static final long SEED = 5;

  @TempDir Path place;

  private DataSource write(SyntheticLayout layout) {
    Path set = place.resolve(layout.label());
    new SyntheticData(SEED, ROWS, TEST_ROWS, layout).write(set);
    return DataSource.open(new Configuration(), set.toString());
  }

  private static Block all(DataPart part) {
    return part.block(new Configuration(), 0, new RowRange(0, part.rows()));
  }

  private static byte[] image(Block block, int row) {
    int from = block.pixelStart(row);
    return Arrays.copyOfRange(block.pixels(), from, from + block.rowSize());
  }

  @Test
  void cifar100HasPatternsInTenLights() {
    Block plain = all(write(SyntheticLayout.CIFAR_10).train());
    DataSource data = write(SyntheticLayout.CIFAR_100);
    Block fine = all(data.train());
    assertEquals(DataKind.CIFAR_100, data.kind());
    DataChoices choices =
        new DataChoices(
            Optional.of(CifarLabels.COARSE), Optional.empty(), Optional.empty(), Optional.empty());
    DataSource twenty = DataSource.open(new Configuration(), data.path(), choices);
    Block coarse = all(twenty.train());
    assertEquals(5 * ROWS, data.train().rows());
    for (int row = 0; row < 5 * ROWS; row++) {
      int light = row / 10;
      assertEquals(10 * plain.label(row) + light, fine.label(row));
      assertEquals(2 * plain.label(row), coarse.label(row));
      assertEquals((image(plain, row)[99] & 0xFF) / 2 + 12 * light, image(fine, row)[99] & 0xFF);
    }
    String pattern = SyntheticData.CLASS_NAMES.get(3);
    assertEquals(pattern + "_7", data.classNames().get(37));
    assertEquals(pattern + "_light", twenty.classNames().get(7));
  }

  @Test
  void idxHasGreyImages() {
    Block plain = all(write(SyntheticLayout.CIFAR_10).test());
    DataSource data = write(SyntheticLayout.IDX);
    ImageShape grey = new ImageShape(1, 28, 28);
    assertEquals(DataKind.IDX, data.kind());
    assertEquals(Optional.of(grey), data.shape().image());
    assertEquals(SyntheticData.CLASS_NAMES, data.classNames());
    Block block = all(data.test());
    for (int row = 0; row < TEST_ROWS; row++) {
      assertEquals(plain.label(row), block.label(row));
      byte[] drawn = new SyntheticImages(SEED).draw(plain.label(row), 5, row, grey);
      assertArrayEquals(drawn, image(block, row));
    }
  }

  @Test
  void parquetHasPngFilesAndNames() {
    Block plain = all(write(SyntheticLayout.CIFAR_10).train());
    DataSource data = write(SyntheticLayout.PARQUET);
    Block block = all(data.train());
    assertEquals(DataKind.PARQUET, data.kind());
    for (int row = 0; row < 5 * ROWS; row++) {
      String name = SyntheticData.CLASS_NAMES.get(plain.label(row));
      assertEquals(name, data.classNames().get(block.label(row)));
      assertArrayEquals(image(plain, row), image(block, row));
    }
  }

  @Test
  void folderHasTwoFormats() throws IOException {
    DataSource data = write(SyntheticLayout.FOLDER);
    assertEquals(DataKind.FOLDER, data.kind());
    assertEquals(5 * ROWS, data.train().rows());
    assertEquals(TEST_ROWS, data.test().rows());
    assertEquals(ImageShape.CIFAR.bytes(), image(all(data.train()), 0).length);
    try (Stream<Path> files = Files.walk(place.resolve("folder/train"))) {
      List<String> names = files.map(Path::toString).toList();
      assertEquals(25, names.stream().filter(each -> each.endsWith(".png")).count());
      assertEquals(25, names.stream().filter(each -> each.endsWith(".jpg")).count());
    }
    assertTrue(data.classNames().containsAll(SyntheticData.CLASS_NAMES));
  }
}

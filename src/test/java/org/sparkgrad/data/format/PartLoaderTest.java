package org.sparkgrad.data.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.BlockPartitioner;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.io.DataException;

@ExtendWith(SharedSpark.class)
class PartLoaderTest {
  @TempDir Path directory;

  private DataSource write(JavaSparkContext spark, int trainRows, int testRows) {
    TinyCifar.write(directory, trainRows, testRows);
    return DataSource.open(spark.hadoopConfiguration(), directory.toString());
  }

  private static List<Block> sorted(LabelledRows images) {
    List<Block> blocks = new ArrayList<>(images.blocks().collect());
    blocks.sort(Comparator.comparingInt(Block::firstRow));
    return blocks;
  }

  /** Five files of 2,503 rows: 12,515 rows in three blocks, whatever the partitions. */
  @Test
  void blocksAreCutByRowNumberAlone(JavaSparkContext spark) {
    DataSource data = write(spark, 2503, 1);
    for (int partitions : new int[] {1, 2, 5}) {
      BlockPartitioner layout = new BlockPartitioner(3, partitions, 2);
      try (LabelledRows images = PartLoader.load(spark, data.train(), layout)) {
        assertEquals(12515, images.rows());
        assertEquals(partitions, images.blocks().getNumPartitions());
        List<Block> blocks = sorted(images);
        assertEquals(List.of(0, 4171, 8343), blocks.stream().map(Block::firstRow).toList());
        assertEquals(List.of(4171, 8343, 12515), blocks.stream().map(Block::endRow).toList());
        assertEquals(List.of(0, 1, 2), blocks.stream().map(Block::number).toList());
        blocks.forEach(PartLoaderTest::checkBytes);
      }
    }
  }

  /** Against the records as they were written: file 1 + row / 2503, record row % 2503. */
  private static void checkBytes(Block block) {
    for (int row = block.firstRow(); row < block.endRow(); row += 7) {
      int file = 1 + row / 2503;
      int label = TinyCifar.label(file, row % 2503);
      assertEquals(label, block.label(row));
      byte[] expected = TinyCifar.image(label, file * 1_000_003L + row % 2503);
      int from = (row - block.firstRow()) * 3072;
      for (int k = 0; k < 3072; k++) {
        assertEquals(expected[k], block.pixels()[from + k]);
      }
    }
  }

  @Test
  void countsTheLabels(JavaSparkContext spark) {
    DataSource data = write(spark, 13, 4);
    long[] expected = new long[10];
    for (int file = 1; file <= 5; file++) {
      for (int row = 0; row < 13; row++) {
        expected[TinyCifar.label(file, row)]++;
      }
    }
    try (LabelledRows images = PartLoader.load(spark, data.train(), 2)) {
      assertArrayEquals(expected, images.classCounts());
      images.classCounts()[0] = 99;
      assertArrayEquals(expected, images.classCounts());
    }
  }

  @Test
  void vectorsAreLabelledAndDense(JavaSparkContext spark) {
    DataSource data = write(spark, 1, 6);
    try (LabelledRows images = PartLoader.load(spark, data.test(), 1)) {
      var points = images.vectors().collect();
      assertEquals(6, points.size());
      for (int row = 0; row < 6; row++) {
        int label = TinyCifar.label(6, row);
        assertEquals(label, points.get(row).label());
        byte[] pixels = TinyCifar.image(label, 6_000_018L + row);
        double[] expected = new double[3072];
        for (int k = 0; k < 3072; k++) {
          expected[k] = pixels[k] < 0 ? pixels[k] + 256 : pixels[k];
        }
        assertArrayEquals(expected, points.get(row).features().toArray());
        assertInstanceOf(DenseVector.class, points.get(row).features());
      }
    }
  }

  @Test
  void oneRowInMorePartitionsThanBlocks(JavaSparkContext spark) {
    DataSource data = write(spark, 1, 1);
    try (LabelledRows images = PartLoader.load(spark, data.test(), 8)) {
      assertEquals(1, images.rows());
      assertEquals(1, images.vectors().count());
    }
  }

  @Test
  void rowsAreCachedUntilClosed(JavaSparkContext spark) {
    LabelledRows images = PartLoader.load(spark, write(spark, 2, 2).test(), 1);
    assertTrue(images.blocks().getStorageLevel().useMemory());
    images.close();
    assertEquals(StorageLevel.NONE(), images.blocks().getStorageLevel());
  }

  /** Record 2 of the third file, of four records, has label 10; a later one is worse. */
  @Test
  void aLabelThatIsNoClassNamesFileAndRecord(JavaSparkContext spark) {
    write(spark, 4, 1);
    byte[] records = TinyCifar.records(3, 4);
    records[2 * 3073] = 10;
    records[3 * 3073] = (byte) 255;
    TinyCifar.writeFile(directory.resolve("data_batch_3.bin"), records);
    DataSource data = DataSource.open(spark.hadoopConfiguration(), directory.toUri().toString());
    var error = assertThrows(DataException.class, () -> PartLoader.load(spark, data.train(), 3));
    String message = error.getMessage();
    assertTrue(
        message.startsWith(
            "load data: expected a label from 0 to 9, found 10 in record 2 of file:"),
        message);
    assertTrue(message.endsWith("/data_batch_3.bin"), message);
  }

  @Test
  void labelsAbove127AreUnsignedInMessages(JavaSparkContext spark) {
    write(spark, 1, 2);
    byte[] records = TinyCifar.records(6, 2);
    records[0] = (byte) 200;
    TinyCifar.writeFile(directory.resolve(TinyCifar.TEST_FILE), records);
    DataSource data = DataSource.open(spark.hadoopConfiguration(), directory.toString());
    var error = assertThrows(DataException.class, () -> PartLoader.load(spark, data.test(), 1));
    assertTrue(error.getMessage().contains("found 200 in record 0 of"), error.getMessage());
  }
}

package org.sparkgrad.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;

@ExtendWith(SharedSpark.class)
class PixelStatisticsTest {
  private static double naiveMean(int start, int end, int k) {
    double sum = 0;
    for (int row = start; row < end; row++) {
      sum += TinyBlocks.image(row)[k] & 0xFF;
    }
    return sum / (end - start);
  }

  /** By two passes, with divisor n. */
  private static double naiveDeviation(int start, int end, int k) {
    double mean = naiveMean(start, end, k);
    double sum = 0;
    for (int row = start; row < end; row++) {
      double distance = (TinyBlocks.image(row)[k] & 0xFF) - mean;
      sum += distance * distance;
    }
    return Math.sqrt(sum / (end - start));
  }

  @ParameterizedTest
  @CsvSource({"0,17,1", "0,17,3", "3,11,3", "8,9,2", "0,5,1", "16,17,7"})
  void agreesWithTwoPassesOfDoubles(int start, int end, int partitions, JavaSparkContext spark) {
    var blocks = spark.parallelize(TinyBlocks.of(5, 1, 2, 9), partitions);
    PixelStatistics statistics = PixelStatistics.of(blocks, new RowRange(start, end), 3072);
    assertEquals(end - start, statistics.rows());
    for (int k = 0; k < 3072; k += 41) {
      assertEquals(naiveMean(start, end, k), statistics.mean(k), 1e-11);
      assertEquals(naiveDeviation(start, end, k), statistics.standardDeviation(k), 1e-6);
    }
  }

  @Test
  void aRangeBeyondTheBlocksHasNoRows() {
    PixelStatistics statistics = new PixelStatistics(3072);
    statistics.add(TinyBlocks.of(3).get(0), new RowRange(5, 9));
    assertEquals(0, statistics.rows());
  }

  /** Bytes 0 and 255 have mean 127.5 and deviation 127.5; 200 alone has none. */
  @Test
  void bytesAreUnsigned() {
    byte[] pixels = new byte[2 * 3072];
    pixels[3072] = (byte) 255;
    pixels[1] = (byte) 200;
    pixels[3073] = (byte) 200;
    PixelStatistics statistics = new PixelStatistics(3072);
    statistics.add(new Block(0, 0, new int[2], ImageShape.CIFAR, pixels), new RowRange(0, 2));
    assertEquals(List.of(127.5, 200.0), List.of(statistics.mean(0), statistics.mean(1)));
    assertEquals(127.5, statistics.standardDeviation(0));
    assertEquals(0, statistics.standardDeviation(1));
    assertEquals(0, statistics.standardDeviation(2));
  }

  /** Pixel k of row r is 3 k + 50 r modulo 256, by a loop over single bytes. */
  @Test
  void ofImagesOfAnyShape() {
    ImageShape shape = new ImageShape(1, 28, 28);
    byte[] pixels = new byte[5 * 784];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (3 * (i % 784) + 50 * (i / 784));
    }
    Block block = new Block(0, 10, new int[5], shape, pixels);
    PixelStatistics statistics = new PixelStatistics(784);
    statistics.add(block, new RowRange(0, 12));
    statistics.merge(new PixelStatistics(784).add(block, new RowRange(12, 14)));
    assertEquals(4, statistics.rows());
    for (int k = 0; k < 784; k++) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < 4; row++) {
        int value = (3 * k + 50 * row) % 256;
        sum += value;
        squares += value * value;
      }
      assertEquals(sum / 4, statistics.mean(k), 1e-12);
      double variance = squares / 4 - sum * sum / 16;
      assertEquals(Math.sqrt(variance), statistics.standardDeviation(k), 1e-9);
    }
  }

  @Test
  void refusesImagesOfAnotherSize() {
    PixelStatistics statistics = new PixelStatistics(784);
    Block block = TinyBlocks.of(1).get(0);
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> statistics.add(block, new RowRange(0, 1)));
    assertEquals(
        "pixel statistics: expected images of 784 bytes, found images of 3 x 32 x 32",
        error.getMessage());
  }
}

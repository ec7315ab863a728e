package org.sparkgrad.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    PixelStatistics statistics = PixelStatistics.of(blocks, new RowRange(start, end));
    assertEquals(end - start, statistics.rows());
    for (int k = 0; k < 3072; k += 41) {
      assertEquals(naiveMean(start, end, k), statistics.mean(k), 1e-11);
      assertEquals(naiveDeviation(start, end, k), statistics.standardDeviation(k), 1e-6);
    }
  }

  @Test
  void aRangeBeyondTheBlocksHasNoRows() {
    PixelStatistics statistics = new PixelStatistics();
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
    PixelStatistics statistics = new PixelStatistics();
    statistics.add(new Block(0, 0, new int[2], pixels), new RowRange(0, 2));
    assertEquals(List.of(127.5, 200.0), List.of(statistics.mean(0), statistics.mean(1)));
    assertEquals(127.5, statistics.standardDeviation(0));
    assertEquals(0, statistics.standardDeviation(1));
    assertEquals(0, statistics.standardDeviation(2));
  }
}

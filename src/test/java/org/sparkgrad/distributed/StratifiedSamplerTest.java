package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.ChiSquare;
import org.sparkgrad.data.RowBlocks;

class StratifiedSamplerTest {
  /** How many rows of a batch are in each block. */
  private static int[] ofBlocks(int[] batch, RowBlocks cut) {
    int[] counts = new int[cut.count()];
    for (int row : batch) {
      counts[cut.numberOf(row)]++;
    }
    return counts;
  }

  /** CIFAR-10 in 16 and in 25 blocks, and a batch in which blocks of one size take turns. */
  @ParameterizedTest
  @CsvSource({"50000,16,512", "50000,16,16", "50000,25,1000", "60,6,60", "60,6,120", "60,6,6"})
  void equalBlocksGiveEqualRowsOfEveryBatch(int rows, int blocks, int batchSize) {
    RowBlocks cut = new RowBlocks(rows, blocks);
    StratifiedSampler sampler = StratifiedSampler.of(1, cut, rows, batchSize);
    int[] equal = new int[blocks];
    Arrays.fill(equal, batchSize / blocks);
    for (long iteration : new long[] {0, 1, 2, 97, 98, 1_000_000}) {
      assertArrayEquals(equal, ofBlocks(sampler.rows(iteration), cut));
    }
  }

  /**
   * All of CIFAR-10 in blocks of two sizes; the training part beside 5,000 held-out rows, of which
   * one block is cut and the next is empty; fewer rows a batch than blocks; and blocks of a row.
   */
  @ParameterizedTest
  @CsvSource({
    "50000,64,50000,512",
    "50000,16,50000,500",
    "50000,16,45000,512",
    "50000,16,43751,1024",
    "50000,64,45000,1000",
    "1000,16,1000,7",
    "100,100,90,9",
    "100,100,90,40",
    "13000,3,12999,1000"
  })
  void everyBatchHasTheShareOfEachBlockToWithinARow(
      int rows, int blocks, int trainRows, int batchSize) {
    RowBlocks cut = new RowBlocks(rows, blocks);
    StratifiedSampler sampler = StratifiedSampler.of(1, cut, trainRows, batchSize);
    for (int iteration = 0; iteration < 3 * trainRows / batchSize; iteration++) {
      int[] counts = ofBlocks(sampler.rows(iteration), cut);
      for (int block = 0; block < blocks; block++) {
        int own =
            Math.max(0, Math.min(cut.range(block).end(), trainRows) - cut.range(block).start());
        double share = (double) batchSize * own / trainRows;
        assertTrue(
            Math.abs(counts[block] - share) < 1,
            "iteration %d, block %d: %d of %s".formatted(iteration, block, counts[block], share));
      }
    }
  }

  /** The rows held out are those from 45,000 on. */
  @Test
  void drawsRowsOfTheTrainingPartAlone() {
    RowBlocks cut = new RowBlocks(50_000, 16);
    StratifiedSampler sampler = StratifiedSampler.of(1, cut, 45_000, 1000);
    Set<Integer> drawn = new HashSet<>();
    for (int iteration = 0; iteration < 45; iteration++) {
      for (int row : sampler.rows(iteration)) {
        assertTrue(row < 45_000);
        drawn.add(row);
      }
    }
    assertEquals(45_000, drawn.size());
  }

  /** A row of the first block is as likely as any other to be in the first batch. */
  @Test
  void rowsOfABlockComeToAnyPlaceAlike() {
    int[] counts = new int[20];
    for (long seed = 0; seed < 2000; seed++) {
      int[] batch = StratifiedSampler.of(seed, new RowBlocks(40, 2), 40, 4).rows(0);
      counts[batch[0]]++;
      counts[batch[1]]++;
    }
    assertTrue(ChiSquare.ofEqualShares(counts) < ChiSquare.bound(20));
  }

  @Test
  void blocksHaveOrdersOfTheirOwn() {
    int[] batch = StratifiedSampler.of(3, new RowBlocks(200, 2), 200, 100).rows(0);
    int[] first = Arrays.copyOfRange(batch, 0, 50);
    int[] second = Arrays.stream(batch, 50, 100).map(row -> row - 100).toArray();
    assertFalse(Arrays.equals(first, second));
  }
}

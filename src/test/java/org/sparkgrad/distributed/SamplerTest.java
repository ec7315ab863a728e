package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.ChiSquare;
import org.sparkgrad.data.RowBlocks;

class SamplerTest {
  private static final long FAR = 1_000_000_000L;

  /** One of each kind; the stratified one of three blocks, or of as many as there are rows. */
  private static List<BatchSampler> all(long seed, int rows, int batchSize) {
    return List.of(
        new ShuffleSampler(seed, rows, batchSize),
        new ReplacementSampler(seed, rows, batchSize),
        stratified(seed, rows, batchSize));
  }

  private static BatchSampler stratified(long seed, int rows, int batchSize) {
    RowBlocks cut = new RowBlocks(rows, Math.min(rows, 3));
    return StratifiedSampler.of(seed, cut, rows, batchSize);
  }

  /** Those that draw each row once an epoch. */
  private static List<BatchSampler> withoutReplacement(int rows, int batchSize) {
    return List.of(new ShuffleSampler(3, rows, batchSize), stratified(3, rows, batchSize));
  }

  /** How often each row comes in the batches of iterations from up to, not including, to. */
  private static int[] counts(BatchSampler sampler, int rows, long from, long to) {
    int[] counts = new int[rows];
    for (long iteration = from; iteration < to; iteration++) {
      for (int row : sampler.rows(iteration)) {
        counts[row]++;
      }
    }
    return counts;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "10,3", "10,10", "10,25", "1000,64", "50000,200"})
  void batchesAreFullSortedAndInRange(int rows, int batchSize) {
    for (BatchSampler sampler : all(5, rows, batchSize)) {
      for (long iteration : new long[] {0, 1, 7, FAR}) {
        int[] batch = sampler.rows(iteration);
        assertEquals(batchSize, batch.length);
        for (int i = 0; i < batchSize; i++) {
          assertTrue(batch[i] >= 0 && batch[i] < rows);
          assertTrue(i == 0 || batch[i - 1] <= batch[i]);
        }
      }
    }
  }

  @Test
  void batchesAreAPureFunctionOfSeedAndIteration() {
    for (int i = 0; i < 3; i++) {
      BatchSampler sampler = all(5, 1000, 50).get(i);
      int[] later = sampler.rows(40);
      sampler.rows(3);
      assertArrayEquals(later, sampler.rows(40));
      assertArrayEquals(later, all(5, 1000, 50).get(i).rows(40));
    }
  }

  @Test
  void otherSeedsAndIterationsDrawOtherBatches() {
    for (int i = 0; i < 3; i++) {
      int[] batch = all(5, 1000, 50).get(i).rows(0);
      assertFalse(Arrays.equals(batch, all(6, 1000, 50).get(i).rows(0)));
      assertFalse(Arrays.equals(batch, all(5, 1000, 50).get(i).rows(1)));
      assertFalse(Arrays.equals(batch, all(5, 1000, 50).get(i).rows(20)));
    }
  }

  @ParameterizedTest
  @CsvSource({"12,3", "12,12", "100,25", "1,1"})
  void everyRowComesOnceAnEpoch(int rows, int batchSize) {
    int[] once = IntStream.generate(() -> 1).limit(rows).toArray();
    long batches = rows / batchSize;
    for (BatchSampler sampler : withoutReplacement(rows, batchSize)) {
      for (long epoch = 0; epoch < 4; epoch++) {
        assertArrayEquals(once, counts(sampler, rows, epoch * batches, (epoch + 1) * batches));
      }
    }
  }

  /** Where batches reach over epochs, the rows so far still differ by one use at most. */
  @ParameterizedTest
  @CsvSource({"10,3", "10,7", "7,10", "13,40", "101,8", "1,5"})
  void noRowRunsAheadWhereTheBatchSizeDoesNotDivideTheRows(int rows, int batchSize) {
    for (BatchSampler sampler : withoutReplacement(rows, batchSize)) {
      for (long iterations = 1; iterations <= rows; iterations++) {
        int[] counts = counts(sampler, rows, 0, iterations);
        int most = (int) ((iterations * batchSize + rows - 1) / rows);
        int least = (int) (iterations * batchSize / rows);
        for (int count : counts) {
          assertTrue(count == least || count == most, iterations + " iterations");
        }
      }
    }
  }

  /** The epoch of a row is how often it has been drawn before; of a row drawn twice, then too. */
  @ParameterizedTest
  @CsvSource({"10,3", "10,7", "12,3", "12,12", "13,9", "101,8", "1,1"})
  void tellsTheEpochOfEveryRow(int rows, int batchSize) {
    for (BatchSampler sampler : withoutReplacement(rows, batchSize)) {
      int[] drawn = new int[rows];
      for (long iteration = 0; iteration < 3L * rows; iteration++) {
        Batch batch = new Batch(sampler, iteration);
        for (int row : sampler.rows(iteration)) {
          drawn[row]++;
        }
        for (int row : sampler.rows(iteration)) {
          assertEquals(drawn[row] - 1, batch.epoch(row), "iteration " + iteration);
        }
      }
    }
  }

  /** 7 batches of 10 are 70 of the 20 rows of an epoch: the next one begins in epoch 3. */
  @Test
  void countsEpochsOfDrawsWithReplacement() {
    BatchSampler sampler = new ReplacementSampler(3, 20, 10);
    assertEquals(3, new Batch(sampler, 7).epoch(5));
    assertEquals(4, new Batch(sampler, 8).epoch(5));
  }

  @Test
  void epochsHaveOrdersOfTheirOwn() {
    for (BatchSampler sampler : withoutReplacement(100, 10)) {
      assertFalse(Arrays.equals(sampler.rows(0), sampler.rows(10)));
    }
  }

  @Test
  void shuffledRowsComeToAnyPlaceAlike() {
    int[] counts = new int[20];
    for (long seed = 0; seed < 2000; seed++) {
      counts[new ShuffleSampler(seed, 20, 1).rows(0)[0]]++;
    }
    assertTrue(ChiSquare.ofEqualShares(counts) < ChiSquare.bound(20));
  }

  @Test
  void samplingWithReplacementIsUniform() {
    int[] counts = counts(new ReplacementSampler(3, 250, 100), 250, 0, 200);
    assertTrue(ChiSquare.ofEqualShares(counts) < ChiSquare.bound(250));
  }

  /**
   * Of 1,000 draws from 1,000 rows, {@code 1000 (1 - (1 - 1/1000)^1000) = 632.3} rows are expected
   * to come at all, with a standard deviation below 10.
   */
  @Test
  void samplingWithReplacementRepeatsRowsAsExpected() {
    double distinct = 0;
    for (long iteration = 0; iteration < 50; iteration++) {
      int[] batch = new ReplacementSampler(4, 1000, 1000).rows(iteration);
      distinct += Arrays.stream(batch).distinct().count();
    }
    assertEquals(632.3, distinct / 50, 7);
  }

  @Test
  void batchesWithReplacementAreIndependent() {
    BatchSampler sampler = new ReplacementSampler(4, 2, 1);
    int[] pairs = new int[4];
    for (long iteration = 0; iteration < 4000; iteration += 2) {
      pairs[2 * sampler.rows(iteration)[0] + sampler.rows(iteration + 1)[0]]++;
    }
    assertTrue(ChiSquare.ofEqualShares(pairs) < ChiSquare.bound(4));
  }
}

package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.ChiSquare;

class CounterRandomTest {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private static long[] firstFour(long seed, long stream) {
    CounterRandom random = new CounterRandom(seed, stream);
    return new long[] {random.bits(0), random.bits(1), random.bits(2), random.bits(3)};
  }

  /**
   * From Python, after the published algorithm:
   *
   * <pre>
   * M, G = (1 << 64) - 1, 0x9E3779B97F4A7C15
   * def mix(z):
   *     z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M
   *     z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M
   *     return z ^ (z >> 31)
   * def splitmix(state, n):
   *     return [mix((state + (i + 1) * G) & M) for i in range(n)]
   * assert splitmix(1234567, 2) == [6457827717110365317, 3203168211198807973]
   * def four(seed, stream):
   *     return splitmix(mix((splitmix(seed & M, 1)[0] + stream * G) & M), 4)
   * </pre>
   */
  @Test
  void bitsAreThoseOfThePublishedAlgorithm() {
    assertArrayEquals(
        new long[] {
          0x568a9b0b1a2c05ecL, 0x44e5b8b147ef718bL, 0x458563ab55521133L, 0x7aec644539b6c0f9L
        },
        firstFour(0, 0));
    assertArrayEquals(
        new long[] {
          0x714b7856c46b65deL, 0xf170efaf47aac4d4L, 0xa18ee6159be602f6L, 0x555b517186500864L
        },
        firstFour(42, 7));
    assertArrayEquals(
        new long[] {
          0xed9ff73dce4578e1L, 0xe48d7540949f7973L, 0xc8768b5bcd5bd901L, 0x03f55916470eaa48L
        },
        firstFour(-1, 3));
  }

  /** Java's own SplittableRandom is SplitMix64 too. */
  @Test
  void bitsAreThoseOfSplittableRandom() {
    SplittableRandom expected = new SplittableRandom(key(99, 5));
    CounterRandom random = new CounterRandom(99, 5);
    for (int counter = 0; counter < 1000; counter++) {
      assertEquals(expected.nextLong(), random.bits(counter));
    }
  }

  private static long key(long seed, long stream) {
    long hashed = new SplittableRandom(seed).nextLong() + stream * GOLDEN_GAMMA;
    return new SplittableRandom(hashed - GOLDEN_GAMMA).nextLong();
  }

  @Test
  void theSameArgumentsGiveTheSameNumbersInAnyOrder() {
    CounterRandom random = new CounterRandom(3, 4);
    long later = random.bits(1_000_000);
    random.bits(0);
    assertEquals(later, random.bits(1_000_000));
    assertEquals(later, new CounterRandom(3, 4).bits(1_000_000));
    assertEquals(random.gaussian(9), new CounterRandom(3, 4).gaussian(9));
  }

  @Test
  void seedsStreamsAndCountersGiveNumbersOfTheirOwn() {
    Set<Long> seen = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      for (long stream = 0; stream < 20; stream++) {
        CounterRandom random = new CounterRandom(seed, stream);
        for (long counter = 0; counter < 20; counter++) {
          seen.add(random.bits(counter));
        }
      }
    }
    assertEquals(8000, seen.size());
    assertNotEquals(new CounterRandom(1, 2).bits(0), new CounterRandom(2, 1).bits(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 32, 48, 60})
  void everyFourBitsAreUniform(int shift) {
    CounterRandom random = new CounterRandom(11, 0);
    int[] counts = new int[16];
    for (int counter = 0; counter < 16_000; counter++) {
      counts[(int) (random.bits(counter) >>> shift) & 15]++;
    }
    assertTrue(ChiSquare.ofEqualShares(counts) < ChiSquare.bound(16));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 1000})
  void integersBelowABoundAreUniform(int bound) {
    CounterRandom random = new CounterRandom(12, 0);
    int[] counts = new int[bound];
    for (int counter = 0; counter < 50 * bound; counter++) {
      counts[random.below(bound, counter)]++;
    }
    assertTrue(ChiSquare.ofEqualShares(counts) < ChiSquare.bound(bound));
  }

  @Test
  void integersStayBelowTheirBound() {
    CounterRandom random = new CounterRandom(13, 0);
    int largest = 0;
    for (int counter = 0; counter < 10_000; counter++) {
      assertEquals(0, random.below(1, counter));
      int drawn = random.below(Integer.MAX_VALUE, counter);
      assertTrue(drawn >= 0 && drawn < Integer.MAX_VALUE);
      largest = Math.max(largest, drawn);
    }
    assertTrue(largest > 0.999 * Integer.MAX_VALUE, "largest: " + largest);
  }

  /** Of 100,000 standard normal numbers: their moments, and the share beyond 1.96, one in 20. */
  @Test
  void gaussiansAreStandardNormal() {
    CounterRandom random = new CounterRandom(14, 0);
    int draws = 100_000;
    double sum = 0;
    double squares = 0;
    double cubes = 0;
    int beyond = 0;
    for (int counter = 0; counter < draws; counter++) {
      double x = random.gaussian(counter);
      sum += x;
      squares += x * x;
      cubes += x * x * x;
      beyond += Math.abs(x) > 1.959964 ? 1 : 0;
    }
    assertEquals(0, sum / draws, 0.016);
    assertEquals(1, squares / draws, 0.023);
    assertEquals(0, cubes / draws, 0.062);
    assertEquals(0.05, (double) beyond / draws, 0.0035);
  }

  @Test
  void neighbouringGaussiansAreUncorrelated() {
    CounterRandom random = new CounterRandom(15, 0);
    double products = 0;
    for (int counter = 0; counter < 100_000; counter++) {
      products += random.gaussian(counter) * random.gaussian(counter + 1);
    }
    assertEquals(0, products / 100_000, 0.016);
  }
}

package org.sparkgrad.distributed;

import org.sparkgrad.linalg.CounterRandom;

/**
 * A random permutation of 0 to n - 1 of which any entry can be asked for without making the others:
 * no memory, no state, the same for the same (seed, number).
 *
 * <p>A balanced Feistel network permutes the numbers of 2w bits, the fewest that hold n; entries at
 * or beyond n are walked along their cycle until they are below n, four steps at most on average.
 * Source: Black, Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002.
 */
final class RandomPermutation {
  private static final long STREAM = 0x5065726D757465L;
  private static final int ROUNDS = 6;

  private final int size;
  private final int halfBits;
  private final CounterRandom random;

  RandomPermutation(long seed, long number, int size) {
    this.size = size;
    halfBits = (Math.max(2, Integer.SIZE - Integer.numberOfLeadingZeros(size - 1)) + 1) / 2;
    random = new CounterRandom(new CounterRandom(seed, STREAM).bits(number), STREAM);
  }

  /** Entry {@code index} of the permutation. */
  int at(int index) {
    long entry = index;
    do {
      entry = permute(entry);
    } while (entry >= size);
    return (int) entry;
  }

  private long permute(long entry) {
    long mask = (1L << halfBits) - 1;
    long left = entry >>> halfBits;
    long right = entry & mask;
    for (int round = 0; round < ROUNDS; round++) {
      long mixed = left ^ (random.bits(((long) round << 32) | right) & mask);
      left = right;
      right = mixed;
    }
    return left << halfBits | right;
  }
}

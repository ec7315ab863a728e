package org.sparkgrad.distributed;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * How many rows each of several parts has among the first ones, if the rows of all parts are
 * interleaved evenly: row i, counted from 0, of a part with n rows stands at {@code (i + 1/2) / n};
 * of rows at the same place, that of the earlier part is first.
 *
 * <p>This is Webster's method of apportionment. A part never has to give a row back as more rows
 * are taken, as it may with largest remainders alone (the Alabama paradox). Sources: Balinski,
 * Young, "Fair Representation", 1982; for rounding first, then single steps: Pukelsheim,
 * "Proportional Representation", 2014, section 4.6.
 *
 * @param sizes rows of each part, at least one
 */
record Apportionment(int[] sizes) {

  /** Rows of all parts. */
  long total() {
    return sum(sizes);
  }

  /**
   * How many of the first {@code count} rows each part has.
   *
   * @param count at most {@link #total}
   */
  int[] first(long count) {
    int[] taken = certain(count);
    PriorityQueue<Integer> next = new PriorityQueue<>(byNextRow(taken));
    for (int part = 0; part < sizes.length; part++) {
      next.add(part);
    }
    for (long sum = sum(taken); sum < count; sum++) {
      int part = next.remove();
      taken[part]++;
      next.add(part);
    }
    return taken;
  }

  /** Shares of a few rows less, rounded: rounding adds half a row a part at most. */
  private int[] certain(long count) {
    long fewer = Math.max(0, count - (sizes.length + 1) / 2);
    long total = total();
    int[] taken = new int[sizes.length];
    for (int part = 0; part < sizes.length; part++) {
      taken[part] = (int) ((2 * fewer * sizes[part] + total) / (2 * total));
    }
    return taken;
  }

  private static long sum(int[] counts) {
    return IntStream.of(counts).asLongStream().sum();
  }

  /** {@code (taken_a + 1/2) / n_a < (taken_b + 1/2) / n_b}, in whole numbers. */
  private Comparator<Integer> byNextRow(int[] taken) {
    Comparator<Integer> byPlace =
        (a, b) -> Long.compare((2L * taken[a] + 1) * sizes[b], (2L * taken[b] + 1) * sizes[a]);
    return byPlace.thenComparing(Comparator.naturalOrder());
  }
}

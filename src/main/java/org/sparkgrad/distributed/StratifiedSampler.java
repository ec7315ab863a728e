package org.sparkgrad.distributed;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.data.RowRange;

/**
 * Sampling without replacement in which each block gives the same share of every batch: that of its
 * rows among all rows, rounded as {@link Apportionment} says. Each epoch goes through the rows of
 * each block in an order of its own. Batches follow each other through the epochs without a gap, as
 * those of {@link ShuffleSampler} do.
 *
 * <p>So tasks have equal work, and what is computed over the rows that a batch has of a block, such
 * as the statistics of a normalisation, is always of about as many rows: of exactly as many if
 * blocks are of one size and their number divides that of the batch's rows.
 *
 * @param blocks ranges of rows, none of them empty, one after the other from row 0
 */
public record StratifiedSampler(long seed, List<RowRange> blocks, int batchSize)
    implements BatchSampler {

  /** Of the first {@code rows} rows, as far as each block holds any. */
  public static StratifiedSampler of(long seed, RowBlocks cut, int rows, int batchSize) {
    RowRange used = new RowRange(0, rows);
    return new StratifiedSampler(
        seed,
        IntStream.range(0, cut.count())
            .mapToObj(block -> cut.range(block).intersect(used))
            .filter(range -> range.size() > 0)
            .toList(),
        batchSize);
  }

  @Override
  public int[] rows(long iteration) {
    Apportionment shares = new Apportionment(blocks.stream().mapToInt(RowRange::size).toArray());
    long all = shares.total();
    int[] rows = new int[batchSize];
    long position = iteration * batchSize;
    int drawn = 0;
    while (drawn < batchSize) {
      long from = position % all;
      long to = Math.min(all, from + batchSize - drawn);
      draw(position / all, shares.first(from), shares.first(to), rows, drawn);
      drawn += (int) (to - from);
      position += to - from;
    }
    Arrays.sort(rows);
    return rows;
  }

  /** Writes places {@code from} to {@code to} of each block's order in an epoch. */
  private void draw(long epoch, int[] from, int[] to, int[] rows, int at) {
    int next = at;
    for (int block = 0; block < from.length; block++) {
      RowRange own = blocks.get(block);
      RandomPermutation order =
          new RandomPermutation(seed, epoch * blocks.size() + block, own.size());
      for (int i = from[block]; i < to[block]; i++) {
        rows[next] = own.start() + order.at(i);
        next++;
      }
    }
  }
}

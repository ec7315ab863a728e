package org.sparkgrad.distributed;

import java.util.List;
import java.util.stream.IntStream;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.data.RowRange;

/**
 * Sampling without replacement in which each block gives the same share of every batch: that of its
 * rows among all rows, rounded as {@link Apportionment} says. Each epoch goes through the rows of
 * each block in an order of its own.
 *
 * <p>So tasks have equal work, and what is computed over the rows that a batch has of a block, such
 * as the statistics of a normalisation, is always of about as many rows: of exactly as many if
 * blocks are of one size and their number divides that of the batch's rows.
 *
 * @param blocks ranges of rows, none of them empty, one after the other from row 0
 */
public record StratifiedSampler(long seed, List<RowRange> blocks, int batchSize)
    implements EpochSampler {

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
  public long epochRows() {
    return shares().total();
  }

  private Apportionment shares() {
    return new Apportionment(blocks.stream().mapToInt(RowRange::size).toArray());
  }

  @Override
  public int[] drawn(long epoch, long from, long to) {
    int[] start = shares().first(from);
    int[] end = shares().first(to);
    int[] rows = new int[(int) (to - from)];
    int count = 0;
    for (int block = 0; block < start.length; block++) {
      RowRange own = blocks.get(block);
      RandomPermutation order =
          new RandomPermutation(seed, epoch * blocks.size() + block, own.size());
      for (int i = start[block]; i < end[block]; i++) {
        rows[count] = own.start() + order.at(i);
        count++;
      }
    }
    return rows;
  }
}

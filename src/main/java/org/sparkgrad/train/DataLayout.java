package org.sparkgrad.train;

import java.util.OptionalInt;
import org.sparkgrad.data.BlockPartitioner;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.distributed.MergeDepth;
import org.sparkgrad.image.ImageFormat;

/**
 * How rows are laid out on a cluster. The blocks alone change results.
 *
 * @param partitions of the cached data
 * @param mergeDepth over how many levels their sums are merged
 * @param blocks how many blocks rows are cut into, fewer if there are fewer rows; empty for what
 *     fits them
 */
public record DataLayout(int partitions, MergeDepth mergeDepth, OptionalInt blocks) {
  /** Blocks and depth as they fit the data. */
  public DataLayout(int partitions) {
    this(partitions, MergeDepth.AUTOMATIC, OptionalInt.empty());
  }

  /** The same with another number of blocks. */
  DataLayout inBlocks(int count) {
    return new DataLayout(partitions, mergeDepth, OptionalInt.of(count));
  }

  /** The layout of so many images. */
  BlockPartitioner of(int rows) {
    int fitting = RowBlocks.fitting(rows, ImageFormat.BYTES).count();
    int count = Math.min(rows, blocks.orElse(fitting));
    return new BlockPartitioner(count, partitions, mergeDepth.layoutLevels());
  }
}

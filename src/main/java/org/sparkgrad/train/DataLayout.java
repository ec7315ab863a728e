package org.sparkgrad.train;

import java.util.List;
import java.util.OptionalInt;
import org.sparkgrad.data.BlockPartitioner;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.distributed.MergeDepth;

/**
 * How rows are laid out on a cluster. The blocks alone change results.
 *
 * @param partitions of the cached data
 * @param mergeDepth over how many levels their sums are merged
 * @param blocks how many blocks rows are cut into, fewer if there are fewer rows; empty for what
 *     fits them
 * @param usual how many that is, unless the data are small or large
 */
public record DataLayout(int partitions, MergeDepth mergeDepth, OptionalInt blocks, int usual) {
  /** With the usual number of blocks if none is given. */
  public DataLayout(int partitions, MergeDepth mergeDepth, OptionalInt blocks) {
    this(partitions, mergeDepth, blocks, RowBlocks.USUAL_COUNT);
  }

  /** Blocks and depth as they fit the data. */
  public DataLayout(int partitions) {
    this(partitions, MergeDepth.AUTOMATIC, OptionalInt.empty());
  }

  /** The same with another number of blocks. */
  DataLayout inBlocks(int count) {
    return new DataLayout(partitions, mergeDepth, OptionalInt.of(count));
  }

  /** The same with as many blocks as suit what is trained, unless a number is given. */
  public DataLayout suiting(List<Cell> cells, DataShape data) {
    return new DataLayout(partitions, mergeDepth, blocks, CostlyRows.blocks(cells, data));
  }

  /** The same with as many blocks as the run has that is gone on with, unless a number is given. */
  public DataLayout recorded(int count) {
    return blocks.isPresent() ? this : inBlocks(count);
  }

  /** The layout of so many rows. */
  public BlockPartitioner of(int rows, long bytesPerRow) {
    int fitting = RowBlocks.fitting(rows, bytesPerRow, usual).count();
    int count = Math.min(rows, blocks.orElse(fitting));
    return new BlockPartitioner(count, partitions, mergeDepth.layoutLevels());
  }
}

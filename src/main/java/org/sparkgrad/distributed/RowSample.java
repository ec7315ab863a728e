package org.sparkgrad.distributed;

import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import scala.Tuple2;

/**
 * A few rows of a distributed data set, and the same rows in memory: for each block that holds any
 * of them a block of these alone, numbered through from 0.
 *
 * @param rows where they are distributed, in ascending order, each once
 */
public record RowSample(JavaRDD<Block> blocks, BatchSampler rows, List<Block> inMemory) {

  /** Fetches the rows of a sampler's first batch; one job. */
  public static RowSample of(JavaRDD<Block> blocks, BatchSampler rows) {
    Batch batch = new Batch(rows, 0);
    TreeMap<Integer, Block> fetched =
        new TreeMap<>(
            blocks
                .filter(block -> batch.in(block).length > 0)
                .mapToPair(
                    block ->
                        new Tuple2<>(
                            block.firstRow(), block.select(batch.in(block), batch.before(block))))
                .collectAsMap());
    return new RowSample(blocks, rows, List.copyOf(fetched.values()));
  }
}

package org.sparkgrad.feature;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.data.Block;

/**
 * Blocks as a model's scaling takes them, computed when they are read, with the broadcasts that
 * executors need for it.
 *
 * @param computedWith destroyed on closing
 * @param seen how a model is to see their rows
 */
public record PreparedRows(JavaRDD<Block> blocks, List<Broadcast<?>> computedWith, SeenRows seen)
    implements AutoCloseable {

  /** Rows as they stand in the blocks. */
  PreparedRows(JavaRDD<Block> blocks, List<Broadcast<?>> computedWith) {
    this(blocks, computedWith, SeenRows.AS_THEY_STAND);
  }

  /** Rows that are kept by others. */
  public static PreparedRows kept(JavaRDD<Block> blocks) {
    return new PreparedRows(blocks, List.of());
  }

  @Override
  public void close() {
    computedWith.forEach(Broadcast::destroy);
  }
}

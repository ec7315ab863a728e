package org.sparkgrad.feature;

import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.data.Block;

/**
 * Blocks as a model's scaling takes them, computed when they are read, with the broadcast that
 * executors need for it.
 *
 * @param computedWith destroyed on closing
 */
public record PreparedRows(JavaRDD<Block> blocks, Optional<Broadcast<?>> computedWith)
    implements AutoCloseable {

  @Override
  public void close() {
    computedWith.ifPresent(Broadcast::destroy);
  }
}

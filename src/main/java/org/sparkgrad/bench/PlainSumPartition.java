package org.sparkgrad.bench;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.sparkgrad.data.Block;
import org.sparkgrad.distributed.Exchange;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction2;

/**
 * Makes the {@link PlainSums} of a partition. A named class, as the real one is, for Spark takes
 * milliseconds to clean a lambda.
 */
final class PlainSumPartition extends AbstractFunction2<TaskContext, Iterator<Block>, PlainSums>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] batch;
  private final Exchange<PlainSums> exchange;

  PlainSumPartition(int[] batch, Exchange<PlainSums> exchange) {
    this.batch = batch;
    this.exchange = exchange;
  }

  @Override
  public PlainSums apply(TaskContext task, Iterator<Block> blocks) {
    PlainSums sums =
        PlainSums.of(CollectionConverters.asJava(blocks), batch, exchange.parameters());
    return exchange.handIn(task.partitionId(), sums);
  }
}

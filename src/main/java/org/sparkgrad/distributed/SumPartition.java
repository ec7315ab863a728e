package org.sparkgrad.distributed;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.sparkgrad.data.Block;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction2;

/**
 * Sums what a partition contributes to a batch. A named class rather than a lambda, as of a lambda
 * Spark reads the byte code of the class around it at every job, to find out what it captures.
 */
final class SumPartition extends AbstractFunction2<TaskContext, Iterator<Block>, GradientSums>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final BatchGradient batch;
  private final Exchange<GradientSums> exchange;

  SumPartition(BatchGradient batch, Exchange<GradientSums> exchange) {
    this.batch = batch;
    this.exchange = exchange;
  }

  @Override
  public GradientSums apply(TaskContext task, Iterator<Block> blocks) {
    GradientSums sums = batch.sum(CollectionConverters.asJava(blocks), exchange.parameters());
    return exchange.handIn(task.partitionId(), sums);
  }
}

package org.sparkgrad.distributed;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.sparkgrad.data.Block;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction2;

/**
 * A task of the direct job: the sums of a partition. A named class rather than a lambda, as of a
 * lambda Spark reads the byte code of the class around it at every job, to find out what it
 * captures.
 */
final class AggregatePartition
    extends AbstractFunction2<TaskContext, Iterator<Block>, LossAggregator>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final BatchLoss batch;

  AggregatePartition(BatchLoss batch) {
    this.batch = batch;
  }

  @Override
  public LossAggregator apply(TaskContext task, Iterator<Block> blocks) {
    return batch.aggregate(task.partitionId(), CollectionConverters.asJava(blocks));
  }
}

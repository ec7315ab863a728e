package org.sparkgrad.evaluation;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction2;

/**
 * A task of an evaluation: what a partition's rows come to. A named class rather than a lambda, as
 * of a lambda Spark reads the byte code of the class around it at every job, which takes longer
 * than evaluating a sample.
 */
final class EvaluatePartition
    extends AbstractFunction2<TaskContext, Iterator<Block>, List<List<Evaluation>>>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final GroupEvaluator evaluator;
  private final List<RowRange> ranges;
  private final int models;
  private final Broadcast<float[]> parameters;

  EvaluatePartition(
      GroupEvaluator evaluator, List<RowRange> ranges, int models, Broadcast<float[]> parameters) {
    this.evaluator = evaluator;
    this.ranges = ranges;
    this.models = models;
    this.parameters = parameters;
  }

  @Override
  public List<List<Evaluation>> apply(TaskContext task, Iterator<Block> blocks) {
    return evaluator.evaluate(
        CollectionConverters.asJava(blocks), ranges, models, parameters.value());
  }
}

package org.sparkgrad.bench;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.distributed.Exchange;
import org.sparkgrad.linalg.FloatBuffers;
import org.sparkgrad.optim.LossAndGradient;
import org.sparkgrad.optim.Objective;
import scala.reflect.ClassTag;

/**
 * The data loss of softmax on raw pixels over a distributed data set, by {@link PlainSums}: what
 * partitions send is added as it arrives. Everything else goes the way of the real one: a job
 * without lambdas, the same exchange.
 */
record PlainRddObjective(JavaRDD<Block> blocks, BatchSampler sampler) implements Objective {
  private static final ClassTag<PlainSums> SUMS_TAG = ClassTag.apply(PlainSums.class);

  @Override
  public LossAndGradient evaluate(float[] parameters, long iteration) {
    RDD<Block> rdd = blocks.rdd();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(rdd.context());
    try (Exchange<PlainSums> exchange = Exchange.of(context, parameters, new FloatBuffers())) {
      PlainSumPartition task = new PlainSumPartition(sampler.rows(iteration), exchange);
      AddOnArrival total = new AddOnArrival(exchange);
      rdd.context().runJob(rdd, task, total, SUMS_TAG);
      return total.sums().mean();
    }
  }
}

package org.sparkgrad.convnet;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.bench.CifarNetTraining;

/** Each step a Spark job on a local master, as a run makes it. */
final class SparkgradTraining implements Training {
  private final SparkSession session =
      SparkSession.builder()
          .master("local[%d]".formatted(StepBenchmark.THREADS))
          .config("spark.ui.enabled", false)
          .getOrCreate();

  private final Runnable step =
      new CifarNetTraining(StepBenchmark.BATCH)
          .stepOnSpark(
              JavaSparkContext.fromSparkContext(session.sparkContext()), StepBenchmark.THREADS);

  @Override
  public void step() {
    step.run();
  }

  @Override
  public void close() {
    session.stop();
  }
}

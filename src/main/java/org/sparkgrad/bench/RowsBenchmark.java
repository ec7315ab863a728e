package org.sparkgrad.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.distributed.RddObjective;

/**
 * A step of the same batch size on the training set and on ten copies of it, cached: a step costs
 * what its batch costs, whatever the size of the data.
 */
public record RowsBenchmark(JavaSparkContext context, DataSource source, int partitions)
    implements Benchmark {
  private static final int BATCH = 256;
  private static final int COPIES = 10;
  private static final int WARM_UP = 200;
  private static final int ROUNDS = 200;

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public String description() {
    return "a step on the training set and on ten copies of it";
  }

  @Override
  public List<Measurement> run() {
    try (LabelledRows once = PartLoader.load(context, source.train(), partitions);
        LabelledRows tenTimes =
            PartLoader.load(context, new Copies(source.train(), COPIES), partitions)) {
      RddObjective small = RawSoftmax.objective(once.blocks(), once.rows(), BATCH);
      RddObjective large = RawSoftmax.objective(tenTimes.blocks(), tenTimes.rows(), BATCH);
      float[] parameters = RawSoftmax.parameters();
      AtomicLong iteration = new AtomicLong();
      Samples[] samples =
          Samples.inTurn(
              WARM_UP,
              ROUNDS,
              () -> small.evaluate(parameters, iteration.get()),
              () -> large.evaluate(parameters, iteration.getAndIncrement()));
      return List.of(
          Measurement.of("rows: step on %,d rows".formatted(once.rows()), samples[0]),
          Measurement.of("rows: step on %,d rows".formatted(tenTimes.rows()), samples[1])
              .against(samples[0].median()));
    }
  }
}

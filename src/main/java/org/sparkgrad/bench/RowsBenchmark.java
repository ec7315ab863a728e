package org.sparkgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.dataset.Block;
import org.sparkgrad.dataset.DataDirectory;
import org.sparkgrad.dataset.LabelledImages;
import org.sparkgrad.distributed.RddObjective;

/**
 * A step of the same batch size on the training set and on ten copies of it, cached: a step costs
 * what its batch costs, whatever the size of the data.
 */
public record RowsBenchmark(JavaSparkContext context, DataDirectory directory, int partitions)
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
    try (LabelledImages images = LabelledImages.load(context, directory.train(), partitions)) {
      int rows = images.rows();
      JavaRDD<Block> once = copies(images, 1);
      JavaRDD<Block> tenTimes = copies(images, COPIES);
      RddObjective small = RawSoftmax.objective(once, rows, BATCH);
      RddObjective large = RawSoftmax.objective(tenTimes, COPIES * rows, BATCH);
      float[] parameters = RawSoftmax.parameters();
      AtomicLong iteration = new AtomicLong();
      Samples[] samples =
          Samples.inTurn(
              WARM_UP,
              ROUNDS,
              () -> small.evaluate(parameters, iteration.get()),
              () -> large.evaluate(parameters, iteration.getAndIncrement()));
      once.unpersist();
      tenTimes.unpersist();
      return List.of(
          Measurement.of("rows: step on %,d rows".formatted(rows), samples[0]),
          Measurement.of("rows: step on %,d rows".formatted(COPIES * rows), samples[1])
              .against(samples[0].median()));
    }
  }

  private static JavaRDD<Block> copies(LabelledImages images, int count) {
    int rows = images.rows();
    JavaRDD<Block> copies =
        images.blocks().flatMap(block -> copies(block, rows, count).iterator()).cache();
    copies.count();
    return copies;
  }

  private static List<Block> copies(Block block, int rows, int count) {
    List<Block> copies = new ArrayList<>();
    for (int copy = 0; copy < count; copy++) {
      byte[] labels = new byte[block.endRow() - block.firstRow()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = block.label(block.firstRow() + i);
      }
      copies.add(new Block(block.firstRow() + copy * rows, labels, block.pixels().clone()));
    }
    return copies;
  }
}

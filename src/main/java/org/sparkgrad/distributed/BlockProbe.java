package org.sparkgrad.distributed;

import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.gradcheck.Probe;
import org.sparkgrad.gradcheck.ProbeSums;
import org.sparkgrad.layer.Draws;
import org.sparkgrad.linalg.RowGroups;
import scala.Tuple2;

/**
 * Answers a probe from the rows of a batch: block by block, then added up in the order of the
 * blocks, so that the sums have the same bits whatever the partitions.
 */
final class BlockProbe implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Probe probe;
  private final BatchFeatures features;
  private final Batch batch;

  BlockProbe(Probe probe, BatchFeatures features, Batch batch) {
    this.probe = probe;
    this.features = features;
    this.batch = batch;
  }

  /** The answer of blocks in memory, which are in the order of their rows. */
  ProbeSums over(List<Block> blocks) {
    ProbeSums total = probe.zero();
    blocks.forEach(block -> total.add(sum(block)));
    return total;
  }

  /** The answer of a distributed data set; one job. */
  ProbeSums over(JavaRDD<Block> blocks) {
    ProbeSums total = probe.zero();
    new TreeMap<>(
            blocks
                .filter(block -> batch.in(block).length > 0)
                .mapToPair(block -> new Tuple2<>(block.firstRow(), sum(block)))
                .collectAsMap())
        .values()
        .forEach(total::add);
    return total;
  }

  private ProbeSums sum(Block block) {
    int[] rows = batch.in(block);
    BatchFeatures.Reader reader = features.reader(batch);
    float[] values = new float[features.count()];
    double[][] inputs = new double[rows.length][values.length];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      reader.read(block, rows[i], values, 0);
      for (int k = 0; k < values.length; k++) {
        inputs[i][k] = values[k];
      }
      labels[i] = block.label(rows[i]);
    }
    RowGroups groups = new RowGroups(probe.groupEnds(rows.length));
    return probe.sum(inputs, labels, new Draws(batch.iteration(), rows, groups));
  }
}

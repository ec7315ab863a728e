package org.sparkgrad.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.layer.Fitting;
import org.sparkgrad.linalg.TreeSum;
import org.sparkgrad.model.FittedLayer;
import org.sparkgrad.model.Network;

/**
 * Fits those parameters of networks that descent leaves alone to the rows of a range, a layer after
 * the other, as what comes to a layer depends on those before it: one job a layer. What comes to a
 * layer is kept on the executors' disks, for the next layer to go on from.
 *
 * <p>Sums are made in doubles, in the order of the rows of a block; blocks are added along a {@link
 * TreeSum}: the same bits whatever the partitioning, and whatever models are worked on together.
 */
public final class NetworkFitting {
  private final Network network;
  private final FeatureScaling scaling;

  /**
   * @param network the shape of each model
   */
  public NetworkFitting(Network network, FeatureScaling scaling) {
    this.network = network;
    this.scaling = scaling;
  }

  /**
   * Fits what is to be fitted at a time.
   *
   * @param range at least one row
   * @param parameters one vector per model, whose fitted parameters are overwritten
   */
  public void fit(
      Fitting.Time time, JavaRDD<Block> blocks, RowRange range, List<float[]> parameters) {
    List<FittedLayer> layers = network.fitted(time);
    int models = GroupEvaluator.modelsAtATime(network);
    for (int start = 0; start < parameters.size() && !layers.isEmpty(); start += models) {
      int end = Math.min(start + models, parameters.size());
      new Run(blocks, range, parameters.subList(start, end)).fit(layers);
    }
  }

  /** Models that are fitted together. */
  private final class Run {
    private final JavaRDD<Block> blocks;
    private final RowRange range;
    private final List<float[]> parameters;

    /** What came to the layers so far; lost parts are computed again. */
    private final List<JavaRDD<LayerInputs>> kept = new ArrayList<>();

    private final List<Broadcast<float[]>> shipped = new ArrayList<>();

    Run(JavaRDD<Block> blocks, RowRange range, List<float[]> parameters) {
      this.blocks = blocks;
      this.range = range;
      this.parameters = parameters;
    }

    void fit(List<FittedLayer> layers) {
      try {
        for (int i = 0; i < layers.size(); i++) {
          LayerWorker worker = worker(layers.get(i).layer());
          JavaRDD<LayerInputs> inputs =
              i == 0 ? inputs(worker) : inputs(worker, layers.get(i - 1).layer());
          kept.add(i < layers.size() - 1 ? inputs.persist(StorageLevel.DISK_ONLY()) : inputs);
          put(layers.get(i).fitting(), sums(worker, layers.get(i).fitting()));
          if (i > 0) {
            release(kept.get(i - 1));
          }
        }
      } finally {
        kept.forEach(Run::release);
        shipped.forEach(Broadcast::destroy);
      }
    }

    private static void release(JavaRDD<LayerInputs> inputs) {
      if (inputs.getStorageLevel().useDisk()) {
        inputs.unpersist(false);
      }
    }

    private LayerWorker worker(int layer) {
      Broadcast<float[]> joined =
          JavaSparkContext.fromSparkContext(blocks.context())
              .broadcast(network.sideBySide(parameters));
      shipped.add(joined);
      return new LayerWorker(network, parameters.size(), joined, layer);
    }

    private JavaRDD<LayerInputs> inputs(LayerWorker worker) {
      RowRange rows = range;
      FeatureScaling used = scaling;
      return blocks.mapPartitions(part -> worker.ofRows(part, rows, used));
    }

    private JavaRDD<LayerInputs> inputs(LayerWorker worker, int from) {
      return last().mapPartitions(part -> worker.goOn(part, from));
    }

    private JavaRDD<LayerInputs> last() {
      return kept.get(kept.size() - 1);
    }

    private double[] sums(LayerWorker worker, Fitting fitting) {
      TreeSum total = new TreeSum();
      last()
          .mapPartitions(part -> List.of(worker.sums(part, fitting)).iterator())
          .collect()
          .forEach(total::gather);
      return total.total().doubles();
    }

    /** Sums are those of each model, or of all if these are the same. */
    private void put(Fitting fitting, double[] sums) {
      int copies = sums.length / fitting.sums();
      for (int i = 0; i < parameters.size(); i++) {
        int start = i * copies / parameters.size() * fitting.sums();
        double[] own = Arrays.copyOfRange(sums, start, start + fitting.sums());
        fitting.fit(own, range.size(), parameters.get(i));
      }
    }
  }
}

package org.sparkgrad.evaluation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.layer.Batch;
import org.sparkgrad.layer.Fitting;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.BlockSum;
import org.sparkgrad.linalg.TreeSum;
import org.sparkgrad.model.FittedLayer;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.NetworkPass;

/**
 * Fits those parameters of networks that descent leaves alone to the rows of a range, a layer after
 * the other, as what comes to a layer depends on those before it: one job a layer.
 *
 * <p>Sums are made in doubles, in the order of the rows of a block; blocks are added along a {@link
 * TreeSum}: the same bits whatever the partitioning, and whatever models are worked on together.
 */
public final class NetworkFitting implements Serializable {
  private static final long serialVersionUID = 1L;

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
    for (int start = 0; start < parameters.size(); start += models) {
      int end = Math.min(start + models, parameters.size());
      List<float[]> some = parameters.subList(start, end);
      layers.forEach(each -> fit(each, blocks, range, some));
    }
  }

  private void fit(
      FittedLayer layer, JavaRDD<Block> blocks, RowRange range, List<float[]> parameters) {
    double[] all = sums(layer, blocks, range, parameters);
    int own = layer.fitting().sums();
    int copies = all.length / own;
    for (int i = 0; i < parameters.size(); i++) {
      double[] sums = new double[own];
      System.arraycopy(all, i * copies / parameters.size() * own, sums, 0, own);
      layer.fitting().fit(sums, range.size(), parameters.get(i));
    }
  }

  /** The sums of each model, or those of all if these are the same. */
  private double[] sums(
      FittedLayer layer, JavaRDD<Block> blocks, RowRange range, List<float[]> parameters) {
    int models = parameters.size();
    Broadcast<float[]> joined =
        JavaSparkContext.fromSparkContext(blocks.context())
            .broadcast(network.sideBySide(parameters));
    try {
      TreeSum total = new TreeSum();
      blocks
          .mapPartitions(
              part -> List.of(sums(part, range, layer, models, joined.value())).iterator())
          .collect()
          .forEach(total::gather);
      return total.total().doubles();
    } finally {
      joined.destroy();
    }
  }

  /** The part that runs on an executor. */
  private TreeSum sums(
      Iterator<Block> blocks, RowRange range, FittedLayer layer, int models, float[] parameters) {
    NetworkPass pass = network.at(parameters, models, new Arena());
    ChunkInputs inputs = new ChunkInputs(scaling);
    TreeSum sums = new TreeSum();
    while (blocks.hasNext()) {
      Block block = blocks.next();
      for (RowRange chunk : ChunkInputs.chunks(range.intersect(block.rows()))) {
        Batch in = pass.inputOf(layer.layer(), inputs.of(block, chunk), chunk.size());
        sums.put(new BlockSum(block.number(), new float[0], sums(in, layer.fitting())));
      }
      sums.addBlock(block.number());
      sums.reduce();
    }
    return sums;
  }

  private static double[] sums(Batch in, Fitting fitting) {
    double[] all = new double[in.copies() * fitting.sums()];
    double[] own = new double[fitting.sums()];
    for (int copy = 0; copy < in.copies(); copy++) {
      Arrays.fill(own, 0);
      fitting.add(in, copy, own);
      System.arraycopy(own, 0, all, copy * own.length, own.length);
    }
    return all;
  }
}

package org.sparkgrad.evaluation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.layer.Batch;
import org.sparkgrad.layer.Fitting;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.BlockSum;
import org.sparkgrad.linalg.TreeSum;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.NetworkPass;

/** What executors do to fit a layer: they compute what comes to it, and sum over that. */
final class LayerWorker implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Network network;
  private final int models;
  private final Broadcast<float[]> parameters;
  private final int layer;

  /**
   * @param parameters of all models, side by side
   * @param layer which one is fitted
   */
  LayerWorker(Network network, int models, Broadcast<float[]> parameters, int layer) {
    this.network = network;
    this.models = models;
    this.parameters = parameters;
    this.layer = layer;
  }

  /** What comes to it for the rows of a range, a few at a time, as they are asked for. */
  Iterator<LayerInputs> ofRows(Iterator<Block> blocks, RowRange range, FeatureScaling scaling) {
    NetworkPass pass = pass();
    ChunkInputs reader = new ChunkInputs(scaling);
    return stream(blocks)
        .flatMap(
            block ->
                ChunkInputs.chunks(range.intersect(block.rows())).stream()
                    .map(chunk -> ofChunk(block, chunk, reader, pass)))
        .iterator();
  }

  private LayerInputs ofChunk(Block block, RowRange chunk, ChunkInputs reader, NetworkPass pass) {
    Shape input = network.shapes().get(0);
    Batch rows = new Batch(reader.of(block, chunk), 1, chunk.size(), input);
    return new LayerInputs(block.number(), pass.inputOf(layer, 0, rows));
  }

  /** What comes to it, given what came to a layer before it. */
  Iterator<LayerInputs> goOn(Iterator<LayerInputs> before, int from) {
    NetworkPass pass = pass();
    Shape shape = network.shapes().get(from);
    return stream(before)
        .map(each -> new LayerInputs(each.block(), pass.inputOf(layer, from, each.batch(shape))))
        .iterator();
  }

  private NetworkPass pass() {
    return network.at(parameters.value(), models, new Arena());
  }

  private static <T> Stream<T> stream(Iterator<T> items) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, 0), false);
  }

  /** The sums of each copy, one after the other. */
  TreeSum sums(Iterator<LayerInputs> inputs, Fitting fitting) {
    Shape shape = network.shapes().get(layer);
    TreeSum sums = new TreeSum();
    inputs.forEachRemaining(
        each -> {
          double[] own = sums(each.batch(shape), fitting);
          sums.put(new BlockSum(each.block(), new float[0], own));
        });
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

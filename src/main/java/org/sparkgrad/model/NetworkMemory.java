package org.sparkgrad.model;

import java.util.List;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.LayerMemory;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.layer.PassSize;
import org.sparkgrad.layer.Shape;

/**
 * How many values, 4 bytes each, a forward and a backward pass of a network take from their arena.
 * Inputs and scores are the caller's.
 *
 * @param activations what the layers make of the rows, kept for the backward pass
 * @param gradients with respect to the activations of two layers
 * @param scratch of the layers that need most, forward and backward: buffers stay as large as their
 *     largest use
 * @param prepared packed weights, and other buffers that no rows are needed for
 */
public record NetworkMemory(long activations, long gradients, long scratch, long prepared) {

  /** Of {@code rows} rows at a time, for several models side by side. */
  public static NetworkMemory of(Network network, int rows, int models) {
    List<Layer> layers = network.layers();
    List<Shape> shapes = network.shapes();
    List<List<ParameterArray>> arrays = network.arraysByLayer();
    int firstWeights = Network.firstWithParameters(arrays);
    int lowest = Network.firstTrained(arrays);
    long activations = 0;
    long gradients = 0;
    long forward = 0;
    long backward = 0;
    long prepared = 0;
    for (int i = 0; i < layers.size(); i++) {
      boolean shared = models > 1 && i <= firstWeights;
      LayerMemory own =
          layers.get(i).memory(shapes.get(i), new PassSize(rows, models, shared, i > lowest));
      long copies = i < firstWeights ? 1 : models;
      long made = takesBuffer(layers, i) ? copies * rows * shapes.get(i + 1).size() : 0;
      activations += made + own.kept();
      gradients = Math.max(gradients, i > lowest ? (long) models * rows * shapes.get(i).size() : 0);
      forward = Math.max(forward, own.forward());
      backward = Math.max(backward, own.backward());
      prepared += own.prepared();
    }
    return new NetworkMemory(activations, 2 * gradients, forward + backward, prepared);
  }

  /** Whether a layer's output stands neither where its input does nor among the scores. */
  private static boolean takesBuffer(List<Layer> layers, int layer) {
    boolean isScores = layers.subList(layer + 1, layers.size()).stream().allMatch(Layer::isInPlace);
    return !isScores && (layer == 0 || !layers.get(layer).isInPlace());
  }

  /** All of them. */
  public long values() {
    return activations + gradients + scratch + prepared;
  }
}

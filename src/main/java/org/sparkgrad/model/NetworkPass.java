package org.sparkgrad.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkgrad.layer.Batch;
import org.sparkgrad.layer.Draws;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.LayerPass;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.layer.Weights;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;

/**
 * {@link Network}s at fixed parameters. Up to the first layer with parameters there is one copy of
 * a batch, from there on one for each model.
 */
public final class NetworkPass implements Model.Pass {
  private final List<Layer> layers;
  private final List<Shape> shapes;
  private final List<Weights> weights = new ArrayList<>();
  private final List<LayerPass> passes = new ArrayList<>();
  private final int models;
  private final Arena arena;
  private final int mark;

  /** The first layer with parameters that are trained; none below it needs a gradient. */
  private final int lowest;

  /** The first layer with parameters. */
  private final int firstWeights;

  /** Of the last forward pass: what each layer took, and last the scores. */
  private final Batch[] values;

  NetworkPass(Network network, float[] parameters, int models, Arena arena) {
    this.models = models;
    this.arena = arena;
    layers = network.layers();
    shapes = network.shapes();
    List<List<ParameterArray>> arrays = network.arraysByLayer();
    firstWeights = Network.firstWithParameters(arrays);
    for (int i = 0; i < layers.size(); i++) {
      boolean shared = models > 1 && i <= firstWeights;
      weights.add(new Weights(parameters, models, arrays.get(i), shared));
      passes.add(layers.get(i).at(shapes.get(i), weights.get(i), arena));
    }
    lowest = Network.firstTrained(arrays);
    values = new Batch[layers.size() + 1];
    mark = arena.mark();
  }

  @Override
  public void forward(float[] inputs, int rows, Draws draws, float[] scores) {
    Batch in = new Batch(inputs, 1, rows, shapes.get(0));
    forward(0, layers.size(), in, draws, scores);
  }

  /**
   * What comes to a layer outside of training.
   *
   * @param to the layer, whose output does not stand where its input stood
   * @param from a layer before it, or itself
   * @param in what comes to that one; not modified
   * @return one copy, or one for each model; it stays as it is until the next call
   */
  public Batch inputOf(int to, int from, Batch in) {
    forward(from, to, in, Draws.NONE, null);
    return values[to];
  }

  private void forward(int from, int to, Batch in, Draws draws, float[] scores) {
    arena.release(mark);
    values[from] = in;
    for (int i = from; i < to; i++) {
      values[i + 1] = output(i, in, scores);
      passes.get(i).forward(values[i], values[i + 1], draws);
    }
  }

  /** Where a layer's output goes: the input of the first one is the caller's, and stays. */
  private Batch output(int layer, Batch first, float[] scores) {
    int rows = first.rows();
    int copies = layer < firstWeights ? 1 : models;
    Shape shape = shapes.get(layer + 1);
    float[] before = values[layer].values();
    if (layers.subList(layer + 1, layers.size()).stream().allMatch(Layer::isInPlace)) {
      return new Batch(scores, copies, rows, shape);
    }
    if (layers.get(layer).isInPlace() && before != first.values()) {
      return new Batch(before, copies, rows, shape);
    }
    return new Batch(arena.take(size(layer + 1, copies, rows)), copies, rows, shape);
  }

  private int size(int place, int copies, int rows) {
    return Math.multiplyExact(copies, Math.multiplyExact(rows, shapes.get(place).size()));
  }

  @Override
  public void backward(float[] dScores, GroupSums gradient) {
    int before = arena.mark();
    int rows = gradient.groups().rows();
    int largest = 0;
    for (int i = lowest + 1; i < layers.size(); i++) {
      largest = Math.max(largest, size(i, models, rows));
    }
    float[] next = arena.take(largest);
    float[] other = arena.take(largest);
    Batch dOut = new Batch(dScores, models, rows, shapes.get(layers.size()));
    for (int i = layers.size() - 1; i >= lowest; i--) {
      boolean inPlace = layers.get(i).isInPlace() && dOut.values() != dScores;
      float[] to = inPlace ? dOut.values() : next;
      Batch dIn = i > lowest ? new Batch(to, models, rows, shapes.get(i)) : null;
      passes.get(i).backward(values[i], values[i + 1], dOut, dIn, gradient);
      if (!inPlace) {
        next = other;
        other = to;
      }
      dOut = dIn;
    }
    clearFrozen(gradient);
    arena.release(before);
  }

  /** What is not trained has the gradient 0. */
  private void clearFrozen(GroupSums gradient) {
    for (Weights own : weights) {
      for (int i = 0; i < own.arrays().size(); i++) {
        if (!own.arrays().get(i).role().isTrained()) {
          int start = own.start(i, 0);
          int end = start + models * own.arrays().get(i).place().size();
          gradient.vectors().forEach(each -> Arrays.fill(each, start, end, 0));
        }
      }
    }
  }
}

package org.sparkgrad.model;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.layer.Draws;
import org.sparkgrad.layer.LayerReference;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.layer.Shape;

/** A {@link Network} in doubles. */
final class NetworkReference implements Model.Reference {
  private final List<LayerReference> layers = new ArrayList<>();

  NetworkReference(Network network, double[] parameters) {
    List<Shape> shapes = network.shapes();
    List<List<ParameterArray>> arrays = network.arraysByLayer();
    for (int i = 0; i < network.layers().size(); i++) {
      List<ParameterArray> own = arrays.get(i);
      int start = own.isEmpty() ? 0 : own.get(0).place().start();
      layers.add(network.layers().get(i).reference(shapes.get(i), parameters, start));
    }
  }

  @Override
  public double[][] forward(double[][] inputs, Draws draws) {
    double[][] values = inputs;
    for (LayerReference each : layers) {
      values = each.forward(values, draws);
    }
    return values;
  }

  @Override
  public void backward(double[][] dScores, double[] gradient) {
    double[][] slopes = dScores;
    for (int i = layers.size() - 1; i >= 0; i--) {
      slopes = layers.get(i).backward(slopes, gradient);
    }
  }

  @Override
  public int decisions() {
    return layers.stream().mapToInt(LayerReference::decisions).reduce(0, (a, b) -> 31 * a + b);
  }
}

package org.sparkgrad.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.sparkgrad.layer.Fitting;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.linalg.Arena;

/**
 * Layers one after the other: each takes what the one before it makes, the first the features, and
 * the last makes the scores. The parameter vector holds the arrays of the layers in their order.
 *
 * @param input what a row of features is
 * @param layers at least one has parameters that are trained
 */
public record Network(Shape input, List<Layer> layers) implements Model {
  private static final long serialVersionUID = 1L;

  public Network {
    layers = List.copyOf(layers);
    List<List<ParameterArray>> arrays = arraysByLayer(input, layers);
    requireNames(arrays);
    requireTrained(arrays);
  }

  private static void requireNames(List<List<ParameterArray>> arraysByLayer) {
    Set<String> names = new HashSet<>();
    for (ParameterArray each : inOrder(arraysByLayer)) {
      if (!names.add(each.name())) {
        throw new IllegalArgumentException(
            "network: expected arrays of different names, found two of " + each.name());
      }
    }
  }

  private static void requireTrained(List<List<ParameterArray>> arraysByLayer) {
    if (firstTrained(arraysByLayer) == arraysByLayer.size()) {
      throw new IllegalArgumentException(
          "network: expected a layer with parameters that are trained, found none");
    }
  }

  @Override
  public int features() {
    return input.size();
  }

  @Override
  public int classes() {
    return shapes().get(layers.size()).size();
  }

  /** What each layer takes, and last what the last one makes. */
  public List<Shape> shapes() {
    return shapes(input, layers);
  }

  private static List<Shape> shapes(Shape input, List<Layer> layers) {
    List<Shape> shapes = new ArrayList<>(List.of(input));
    for (Layer each : layers) {
      shapes.add(each.output(shapes.get(shapes.size() - 1)));
    }
    return shapes;
  }

  @Override
  public List<ParameterArray> arrays() {
    return inOrder(arraysByLayer());
  }

  private static List<ParameterArray> inOrder(List<List<ParameterArray>> arraysByLayer) {
    return arraysByLayer.stream().flatMap(List::stream).toList();
  }

  /** The arrays of each layer. */
  public List<List<ParameterArray>> arraysByLayer() {
    return arraysByLayer(input, layers);
  }

  /** The first layer with parameters: up to it there is one copy of a batch for all models. */
  static int firstWithParameters(List<List<ParameterArray>> arraysByLayer) {
    return first(arraysByLayer, own -> !own.isEmpty());
  }

  /** The first layer with parameters that are trained: none below it needs a gradient. */
  static int firstTrained(List<List<ParameterArray>> arraysByLayer) {
    return first(arraysByLayer, own -> own.stream().anyMatch(each -> each.role().isTrained()));
  }

  /** As many as there are layers if there is none. */
  private static int first(
      List<List<ParameterArray>> arraysByLayer, Predicate<List<ParameterArray>> those) {
    return IntStream.range(0, arraysByLayer.size())
        .filter(i -> those.test(arraysByLayer.get(i)))
        .findFirst()
        .orElse(arraysByLayer.size());
  }

  private static List<List<ParameterArray>> arraysByLayer(Shape input, List<Layer> layers) {
    List<Shape> shapes = shapes(input, layers);
    List<List<ParameterArray>> arrays = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < layers.size(); i++) {
      List<ParameterArray> own = layers.get(i).arrays(shapes.get(i), start);
      start = own.isEmpty() ? start : own.get(own.size() - 1).place().end();
      arrays.add(own);
    }
    return arrays;
  }

  /** What is fitted at a time, in the order of the layers. */
  public List<FittedLayer> fitted(Fitting.Time time) {
    List<Shape> shapes = shapes();
    List<List<ParameterArray>> arrays = arraysByLayer();
    List<FittedLayer> fitted = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      int layer = i;
      layers
          .get(i)
          .fitting(shapes.get(i), arrays.get(i))
          .filter(each -> each.time() == time)
          .ifPresent(each -> fitted.add(new FittedLayer(layer, each)));
    }
    return fitted;
  }

  /** Multiplications and additions of its products for one row, forward. */
  public long flop() {
    List<Shape> shapes = shapes();
    return IntStream.range(0, layers.size())
        .mapToLong(i -> layers.get(i).flop(shapes.get(i)))
        .sum();
  }

  @Override
  public long valuesPerRow() {
    return features() + classes() + NetworkMemory.of(this, 1, 1).activations();
  }

  @Override
  public GroupCut groupCut() {
    int rows = layers.stream().mapToInt(Layer::groupRows).max().orElse(0);
    return rows > 0 ? GroupCut.even(rows) : GroupCut.USUAL;
  }

  @Override
  public NetworkPass at(float[] parameters, int models, Arena arena) {
    return new NetworkPass(this, parameters, models, arena);
  }

  @Override
  public Reference reference(double[] parameters) {
    return new NetworkReference(this, parameters);
  }
}

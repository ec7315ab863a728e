package org.sparkgrad.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.data.format.Cifar10Layout;
import org.sparkgrad.feature.FeatureText;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.layer.ChannelsLast;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.model.Network;

/**
 * A network described by its layers: {@code conv(64,5,pad=2)|relu|max-pool(2)|affine(10)}. A colon
 * stands for a bar, which shells take for a pipe unless it is quoted. If a layer looks at places,
 * the network takes images; else it takes any features. Equal if the layers are.
 */
public final class NetworkText implements ModelChoice {
  private static final Shape IMAGES =
      new Shape(ImageShape.CIFAR.channels(), ImageShape.CIFAR.height(), ImageShape.CIFAR.width());

  private final FeatureText text;
  private final List<LayerText> layers;

  /** A layer as it is written, and where. */
  private record LayerText(LayerKind kind, LayerOptions options, int place) {
    @Override
    public String toString() {
      return kind.label() + options;
    }
  }

  private NetworkText(FeatureText text, List<LayerText> layers) {
    this.text = text;
    this.layers = layers;
  }

  /**
   * Reads layers.
   *
   * @throws IllegalArgumentException naming what was expected, what was found, and its place, if
   *     there is no such layer or option, or if shapes do not fit
   */
  public static NetworkText parse(String string) {
    FeatureText text = new FeatureText(string);
    NetworkText network = new NetworkText(text, read(text));
    network.network(ImageShape.CIFAR.bytes(), 0);
    return network;
  }

  private static List<LayerText> read(FeatureText text) {
    List<LayerText> layers = new ArrayList<>();
    do {
      FeatureText.Word name = text.word();
      LayerKind kind =
          Choice.ofLabel(LayerKind.class, name.text())
              .orElseThrow(
                  () ->
                      text.error(
                          "one of " + String.join(", ", Choice.labels(LayerKind.class)), name));
      layers.add(new LayerText(kind, new LayerOptions(text, kind, name), name.place()));
    } while (text.take('|') || text.take(':'));
    text.requireEnd("'|', ':' or the end");
    return List.copyOf(layers);
  }

  /**
   * One layer by itself.
   *
   * @param seed that it draws from
   */
  public static Layer layer(String string, long seed) {
    LayerText only = read(new FeatureText(string)).get(0);
    return only.kind().layer(only.options(), new LayerNames(0, seed));
  }

  /** Whether it takes images. */
  public boolean ofImages() {
    return layers.stream().anyMatch(each -> each.kind().ofMaps());
  }

  /**
   * The network.
   *
   * @param features of a row
   * @param seed that layers draw from
   * @throws IllegalArgumentException if shapes do not fit, naming the layer and its place
   */
  public Network network(int features, long seed) {
    if (ofImages() && features != ImageShape.CIFAR.bytes()) {
      throw new IllegalArgumentException(
          "network of images: expected the %d values of a pixel image, found %d features"
              .formatted(ImageShape.CIFAR.bytes(), features));
    }
    Shape input = ofImages() ? IMAGES : Shape.vector(features);
    List<Layer> all = new ArrayList<>();
    if (ofImages()) {
      all.add(new ChannelsLast());
    }
    all.addAll(layers(input, seed));
    try {
      return new Network(input, all);
    } catch (IllegalArgumentException e) {
      throw text.error(e.getMessage(), 1);
    } catch (ArithmeticException e) {
      throw text.error("expected fewer than 2^31 parameters, found more", 1);
    }
  }

  private List<Layer> layers(Shape input, long seed) {
    int affine = (int) layers.stream().filter(each -> each.kind() == LayerKind.AFFINE).count();
    LayerNames names = new LayerNames(affine, seed);
    List<Layer> all = new ArrayList<>();
    Shape shape = input;
    for (LayerText each : layers) {
      if (each.kind() == LayerKind.WHITEN && !all.isEmpty()) {
        throw text.error(
            "expected whiten as the first layer, found '%s' later".formatted(each), each.place());
      }
      try {
        all.add(each.kind().layer(each.options(), names));
        shape = all.get(all.size() - 1).output(shape);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw at(each, e);
      }
    }
    if (shape.size() != Cifar10Layout.CLASSES) {
      throw text.error(
          "expected a last layer of %d outputs, one for each class, found '%s', which has %s"
              .formatted(Cifar10Layout.CLASSES, layers.get(layers.size() - 1), shape),
          layers.get(layers.size() - 1).place());
    }
    return all;
  }

  /** Errors of words name their own place. */
  private IllegalArgumentException at(LayerText layer, RuntimeException e) {
    return e.getMessage().contains(" at character ")
        ? (IllegalArgumentException) e
        : text.error(
            "expected layers that fit each other, found '%s': %s".formatted(layer, e.getMessage()),
            layer.place());
  }

  /** Each layer, of images if it takes any features. */
  public List<DescribedLayer> described() {
    Network network = network(ImageShape.CIFAR.bytes(), 0);
    List<Shape> shapes = network.shapes();
    int first = network.layers().size() - layers.size();
    List<DescribedLayer> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = network.layers().get(first + i);
      Shape in = shapes.get(first + i);
      List<ParameterArray> arrays = layer.arrays(in, 0);
      all.add(
          new DescribedLayer(
              layers.get(i).toString(),
              layer.output(in),
              arrays.stream().mapToLong(each -> each.place().size()).sum(),
              arrays.stream()
                  .filter(each -> each.role().isTrained())
                  .mapToLong(each -> each.place().size())
                  .sum(),
              layer.flop(in)));
    }
    return all;
  }

  /**
   * Each layer with all its options.
   *
   * @param features of a row
   */
  public List<ListedLayer> listed(int features) {
    Network network = network(features, 0);
    List<List<ParameterArray>> arrays = network.arraysByLayer();
    int first = network.layers().size() - layers.size();
    List<ListedLayer> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      LayerText layer = layers.get(i);
      List<String> names = arrays.get(first + i).stream().map(ParameterArray::name).toList();
      all.add(new ListedLayer(layer.kind().label(), layer.options().all(), names));
    }
    return all;
  }

  @Override
  public String label() {
    return layers.stream().map(LayerText::toString).collect(Collectors.joining("|"));
  }

  @Override
  public InitKind init() {
    return InitKind.HE;
  }

  @Override
  public Optional<NetworkText> network() {
    return Optional.of(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkText network && label().equals(network.label());
  }

  @Override
  public int hashCode() {
    return label().hashCode();
  }

  @Override
  public String toString() {
    return label();
  }
}

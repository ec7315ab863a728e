package org.sparkgrad.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.choice.MarkedText;
import org.sparkgrad.data.DataShape;
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
  /** What the options of layers are checked with, whatever the data. */
  private static final DataShape ANY = DataShape.ofImages(ImageShape.CIFAR, 10);

  private final MarkedText text;
  private final List<LayerText> layers;

  /** A layer as it is written, and where. */
  private record LayerText(LayerKind kind, LayerOptions options, int place) {
    @Override
    public String toString() {
      return kind.label() + options;
    }
  }

  private NetworkText(MarkedText text, List<LayerText> layers) {
    this.text = text;
    this.layers = layers;
  }

  /**
   * Reads layers.
   *
   * @throws IllegalArgumentException naming what was expected, what was found, and its place, if
   *     there is no such layer or option
   */
  public static NetworkText parse(String string) {
    MarkedText text = new MarkedText(string);
    NetworkText network = new NetworkText(text, read(text));
    network.requireOptions();
    return network;
  }

  private static List<LayerText> read(MarkedText text) {
    List<LayerText> layers = new ArrayList<>();
    do {
      MarkedText.Word name = text.word();
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
   * @param data that it is for
   * @param seed that it draws from
   */
  public static Layer layer(String string, DataShape data, long seed) {
    LayerText only = read(new MarkedText(string)).get(0);
    return only.kind().layer(only.options(), new NetworkContext(data, 0, seed));
  }

  /** Makes each layer by itself, so that options that are none are found before there are data. */
  private void requireOptions() {
    NetworkContext context = new NetworkContext(ANY, 0, 0);
    for (LayerText each : layers) {
      make(each, context);
    }
  }

  private Layer make(LayerText layer, NetworkContext context) {
    try {
      return layer.kind().layer(layer.options(), context);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw at(layer, e);
    }
  }

  /** Whether it takes images. */
  public boolean ofImages() {
    return layers.stream().anyMatch(each -> each.kind().ofMaps());
  }

  /**
   * The network on data of a shape.
   *
   * @param features of a row
   * @param seed that layers draw from
   * @throws IllegalArgumentException if shapes do not fit, naming the layer and its place
   */
  public Network network(DataShape data, int features, long seed) {
    Shape input = ofImages() ? image(data, features) : Shape.vector(features);
    List<Layer> all = new ArrayList<>();
    if (ofImages()) {
      all.add(new ChannelsLast());
    }
    all.addAll(layers(data, input, seed));
    try {
      return new Network(input, all);
    } catch (IllegalArgumentException e) {
      throw text.error(e.getMessage(), 1);
    } catch (ArithmeticException e) {
      throw text.error("expected fewer than 2^31 parameters, found more", 1);
    }
  }

  private static Shape image(DataShape data, int features) {
    ImageShape image =
        data.image()
            .filter(shape -> shape.bytes() == features)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "network of images: expected the values of a pixel image, found %d features"
                            .formatted(features)));
    return new Shape(image.channels(), image.height(), image.width());
  }

  private List<Layer> layers(DataShape data, Shape input, long seed) {
    int affine = (int) layers.stream().filter(each -> each.kind() == LayerKind.AFFINE).count();
    NetworkContext context = new NetworkContext(data, affine, seed);
    List<Layer> all = new ArrayList<>();
    Shape shape = input;
    for (LayerText each : layers) {
      if (each.kind() == LayerKind.WHITEN && !all.isEmpty()) {
        throw text.error(
            "expected whiten as the first layer, found '%s' later".formatted(each), each.place());
      }
      Layer layer = make(each, context);
      requireGroups(all, layer, each);
      all.add(layer);
      try {
        shape = layer.output(shape);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw at(each, e);
      }
    }
    if (shape.size() != data.classes()) {
      throw text.error(
          "expected a last layer of %d outputs, one for each class, found '%s', which has %s"
              .formatted(data.classes(), layers.get(layers.size() - 1), shape),
          layers.get(layers.size() - 1).place());
    }
    return all;
  }

  /** A network has one size of groups: its layers work on the same rows at a time. */
  private void requireGroups(List<Layer> before, Layer layer, LayerText written) {
    int rows = before.stream().mapToInt(Layer::groupRows).max().orElse(0);
    if (rows > 0 && layer.groupRows() > 0 && layer.groupRows() != rows) {
      throw text.error(
          "expected groups of %d rows, as those before it, found '%s'".formatted(rows, written),
          written.place());
    }
  }

  /** Errors of words name their own place. */
  private IllegalArgumentException at(LayerText layer, RuntimeException e) {
    if (e.getMessage().contains(" at character ")) {
      return (IllegalArgumentException) e;
    }
    String why =
        e instanceof ArithmeticException ? "expected fewer than 2^31 values" : e.getMessage();
    return text.error(
        "expected layers that fit each other, found '%s': %s".formatted(layer, why), layer.place());
  }

  /** Each layer on data of a shape, whose values are all features. */
  public List<DescribedLayer> described(DataShape data) {
    Network network = network(data, data.values(), 0);
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
  public List<ListedLayer> listed(DataShape data, int features) {
    Network network = network(data, features, 0);
    List<List<ParameterArray>> arrays = network.arraysByLayer();
    int first = network.layers().size() - layers.size();
    List<ListedLayer> all = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      LayerText layer = layers.get(i);
      List<String> names = arrays.get(first + i).stream().map(ParameterArray::name).toList();
      all.add(new ListedLayer(layer.kind().label(), layer.options().all(data.classes()), names));
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

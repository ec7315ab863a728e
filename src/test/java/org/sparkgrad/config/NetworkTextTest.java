package org.sparkgrad.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkgrad.CifarShape;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.layer.Affine;
import org.sparkgrad.layer.AveragePool;
import org.sparkgrad.layer.ChannelsLast;
import org.sparkgrad.layer.Convolution;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.layer.Flatten;
import org.sparkgrad.layer.Gelu;
import org.sparkgrad.layer.GhostNorm;
import org.sparkgrad.layer.GroupNorm;
import org.sparkgrad.layer.MaxPool;
import org.sparkgrad.layer.PairRectifier;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.layer.Rectifier;
import org.sparkgrad.layer.Scale;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;

class NetworkTextTest {
  private static final Shape IMAGES = new Shape(3, 32, 32);

  @Test
  void readsEveryLayer() {
    String text =
        "whiten(2)|gelu|conv(8,3,pad=1,bias=false)|max-pool(2)|batch-norm(scale=false)|relu"
            + "|conv(6,5,2,1)|group-norm(3)|average-pool(3,stride=2)|layer-norm|pairs|flatten"
            + "|affine(20,bias=false)|dropout(0.25)|batch-norm(64,true,1e-3)|dropout(0.5)"
            + "|affine(10)|scale(1/8)";
    Network expected =
        new Network(
            IMAGES,
            List.of(
                new ChannelsLast(),
                new Convolution("whiten", 24, 2, 1, 0, true, true),
                new Gelu(),
                new Convolution("conv1", 8, 3, 1, 1, false, false),
                new MaxPool(2, 2),
                new GhostNorm("norm1", 64, false, 1e-5),
                new Rectifier(),
                new Convolution("conv2", 6, 5, 2, 1, true, false),
                new GroupNorm("norm2", 3, 1e-5),
                new AveragePool(3, 2),
                new GroupNorm("norm3", 1, 1e-5),
                new PairRectifier(),
                new Flatten(),
                new Affine("hidden", 20, false),
                new Dropout(0.25, 7, 0),
                new GhostNorm("norm4", 64, true, 1e-3),
                new Dropout(0.5, 7, 1),
                new Affine("", 10, true),
                new Scale(1 / 8.0)));
    assertEquals(expected, NetworkText.parse(text).network(CifarShape.DATA, 3072, 7));
  }

  @Test
  void colonsAreBarsBlanksAreNothingAndDefaultsAreLeftOut() {
    NetworkText network =
        NetworkText.parse(" conv( 8 , kernel=3,stride=1, pad=1) : relu:affine(10,bias=true) ");
    assertEquals("conv(8,3,pad=1)|relu|affine(10)", network.toString());
    assertEquals(network, NetworkText.parse(network.toString()));
    assertEquals(network.hashCode(), NetworkText.parse(network.toString()).hashCode());
    assertNotEquals(network, NetworkText.parse("conv(8,3)|relu|affine(10)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "conv(08,03)|affine(010); conv(8,3)|affine(10)",
        "affine(20)|dropout(0.250)|affine(10); affine(20)|dropout(0.25)|affine(10)",
        "affine(20)|layer-norm(0.00001)|affine(10); affine(20)|layer-norm|affine(10)",
        "affine(20)|layer-norm(1E-7)|affine(10); affine(20)|layer-norm(epsilon=1e-7)|affine(10)",
        "affine(10)|scale(1/8); affine(10)|scale(1/8)",
        "affine(10)|scale(1.0E30); affine(10)|scale(1e30)",
        "max-pool(2,stride=2)|affine(10); max-pool(2)|affine(10)",
        "average-pool(3,stride=02)|affine(10); average-pool(3,stride=2)|affine(10)"
      })
  void numbersHaveOneForm(String typed, String usual) {
    assertEquals(usual, NetworkText.parse(typed).toString());
  }

  @Test
  void withoutLayersOfPlacesItTakesAnyFeatures() {
    NetworkText net = NetworkText.parse("affine(5)|relu|affine(4)|relu|affine(10)");
    assertFalse(net.ofImages());
    Network made = net.network(CifarShape.DATA, 77, 1);
    assertEquals(77, made.features());
    assertEquals(
        List.of(
            "hidden1_weights",
            "hidden1_bias",
            "hidden2_weights",
            "hidden2_bias",
            "weights",
            "bias"),
        made.arrays().stream().map(ParameterArray::name).toList());
    assertTrue(NetworkText.parse("max-pool(2)|affine(10)").ofImages());
  }

  /** The old names are networks too. */
  @Test
  void describesTheModelsOfOneAndTwoLayers() {
    assertEquals(
        Networks.linear(50, 10, true),
        NetworkText.parse("affine(10)").network(CifarShape.DATA, 50, 1));
    assertEquals(
        Networks.softmaxRelu(50, 10, false),
        NetworkText.parse("pairs|affine(10,bias=false)").network(CifarShape.DATA, 50, 1));
    assertEquals(
        Networks.twoLayer(50, 7, 10, true, new Dropout(0.5, 3)),
        NetworkText.parse("affine(7)|relu|dropout(0.5)|affine(10)")
            .network(CifarShape.DATA, 50, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "conv(4,3)|blur|affine(10); expected one of conv, whiten, relu, gelu, pairs, max-pool; blur; 11",
        "conv(4)|affine(10); without kernel; conv; 1",
        "conv(4,3,depth=1)|affine(10); expected an option of conv(; depth; 10",
        "conv(4,3,1,0,true,2)|affine(10); expected an option of conv(; 2; 19",
        "conv(4,3,pad=1,2)|affine(10); expected an option of conv(; 2; 16",
        "conv(4,3,pad=1,pad=2)|affine(10); expected each option once; pad; 16",
        "conv(x,3)|affine(10); expected a whole number; x; 6",
        "conv(4,3,bias=yes)|affine(10); expected true or false; yes; 15",
        "scale(1/x)|affine(10); expected a number; 1/x; 7",
        "conv(4,3|affine(10); expected ',' or ')', found '|'; |; 9",
        "conv(4,3)|affine(10)x; expected '|', ':' or the end, found 'x'; x; 21",
        "conv(4,3)||affine(10); expected one of; found ''; 11",
        "conv(4,3,pad=-1)|affine(10); a padding of at least 0; conv(4,3,pad=-1); 1",
        "conv(4,3,pad=2000000000)|affine(10); fewer than 2^31 values, found 4000000032 x 4000000032 x 3; conv(4,3,pad=2000000000); 1",
        "conv(4,65536,pad=16000)|affine(10); a map of at least 33536 x 33536 places; conv(4,65536; 1",
        "affine(1000000000)|pairs|pairs|affine(10); fewer than 2^31 values, found 1 x 1 x 4000000000; pairs; 26",
        "whiten(30000)|affine(10); patches of at most 3072 values, found 2700000000; whiten(30000); 1",
        "batch-norm(8)|affine(9)|relu|batch-norm(group=64)|affine(10); expected groups of 8 rows; batch-norm(group=64); 30",
        "conv(0,3)|affine(10); at least one filter; conv(0,3); 1",
        "max-pool(2)|conv(4,17)|affine(10); a map of at least 17 x 17 places, found 16 x 16; conv(4,17); 13",
        "max-pool(33)|affine(10); a map of at least 33 x 33 places, found 32 x 32; max-pool(33); 1",
        "conv(4,3)|group-norm(3)|affine(10); make 3 groups of equal size, found 4 channels; group-norm(3); 11",
        "conv(4,3)|relu|affine(11); expected a last layer of 10 outputs; affine(11); 16",
        "affine(10)|affine(9); expected a last layer of 10 outputs; affine(9); 12",
        "relu|whiten(2)|affine(10); expected whiten as the first layer; whiten(2); 6",
        "dropout(1)|affine(10); at least 0 and below 1; dropout(1); 1",
        "batch-norm(1)|affine(10); at least 2 rows; batch-norm(group=1); 1",
        "affine(0)|affine(10); at least 1 output; affine(0); 1",
        "affine(1000000000)|affine(10); fewer than 2^31 parameters; \"\"; 1",
        "conv(2000000000,3,pad=1)|affine(10); fewer than 2^31 values; \"\"; 1",
      })
  void namesThePlaceOfWhatIsWrong(String text, String expected, String found, int place) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> NetworkText.parse(text).network(CifarShape.DATA, 3072, 0))
            .getMessage();
    assertTrue(message.contains(expected), message);
    assertTrue(message.contains(found), message);
    assertTrue(message.endsWith("at character %d of '%s'".formatted(place, text)), message);
  }

  /** A net by name, and the word for their number, suit any images and classes. */
  @Test
  void imagesAndClassesComeFromTheData() {
    DataShape grey = DataShape.ofImages(new ImageShape(1, 28, 28), 100);
    Network net =
        NetworkText.parse("conv(4,5)|relu|max-pool(2)|affine(classes)").network(grey, 784, 1);
    assertEquals(new Shape(1, 28, 28), net.input());
    assertEquals(100, net.classes());
    assertEquals(4 * 25 + 4 + 100 * 4 * 12 * 12 + 100, net.parameters());
    Network named = NamedNetwork.CIFAR_NET.network().orElseThrow().network(grey, 784, 1);
    assertEquals(100, named.classes());
    assertEquals(
        2 * 4 * 4 + 2 * 4,
        named.arraysByLayer().get(1).stream().mapToInt(each -> each.place().size()).sum());
    assertEquals(
        "100",
        NetworkText.parse("affine(classes)").listed(grey, 784).get(0).options().get("outputs"));
  }

  @Test
  void refusesOtherFeaturesThanImages() {
    NetworkText network = NetworkText.parse("conv(4,3)|affine(10)");
    assertThrows(IllegalArgumentException.class, () -> network.network(CifarShape.DATA, 324, 1));
  }

  @ParameterizedTest
  @EnumSource
  void namesStandForLayers(NamedNetwork name) {
    NetworkText network = name.network().orElseThrow();
    assertTrue(network.ofImages());
    assertEquals(network, ModelChoice.parse(network.label()));
    assertEquals(name, ModelChoice.parse(name.label()));
    assertEquals(10, network.network(CifarShape.DATA, 3072, 1).classes());
  }

  /** Counts of the sources: a multiply-add is two. */
  @Test
  void countsParametersAndProducts() {
    assertEquals(66.1, megaflop(NamedNetwork.CIFAR_NET), 0.1);
    assertEquals(108, megaflop(NamedNetwork.CONVNET_93), 1);
    assertEquals(56, megaflop(NamedNetwork.TANG_2013), 1);
    assertEquals(0.57e6, parameters(NamedNetwork.CONVNET_93), 0.01e6);
    DescribedLayer first =
        NamedNetwork.CIFAR_NET.network().orElseThrow().described(CifarShape.DATA).get(0);
    assertEquals(
        new DescribedLayer(
            "whiten(2)", new Shape(24, 31, 31), 24 * 12 + 24, 24, 2L * 31 * 31 * 24 * 12),
        first);
  }

  private static double megaflop(NamedNetwork name) {
    return name.network().orElseThrow().described(CifarShape.DATA).stream()
            .mapToLong(DescribedLayer::flop)
            .sum()
        / 1e6;
  }

  private static double parameters(NamedNetwork name) {
    return name.network().orElseThrow().described(CifarShape.DATA).stream()
        .mapToLong(DescribedLayer::parameters)
        .sum();
  }

  @Test
  void aWordThatNamesNothingIsNoModel() {
    assertNull(ModelChoice.parse("forest"));
  }
}

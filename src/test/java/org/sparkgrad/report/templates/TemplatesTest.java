package org.sparkgrad.report.templates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkgrad.CifarShape;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.config.NetworkText;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.evaluation.Predictions;
import org.sparkgrad.evaluation.ScoredRow;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FeatureString;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.feature.PreparedRows;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.layer.Affine;
import org.sparkgrad.layer.ChannelsLast;
import org.sparkgrad.layer.Convolution;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.layer.Flatten;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.linalg.Projection;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;
import org.sparkgrad.train.Models;
import org.sparkgrad.train.TrainedModel;

@ExtendWith(SharedSpark.class)
class TemplatesTest {
  private static final int PIXELS = 3072;
  private static final int CLASSES = 10;
  private static final int COMPONENTS = 7;

  private static TrainedModel model(Network model, FittedFeatures features, float... parameters) {
    return new TrainedModel(model, new SoftmaxCrossEntropy(), features, parameters, Models.NAMES);
  }

  private static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Every feature is above 0 for every image of {@link TinyBlocks}, or below. */
  private static FittedFeatures scaled(float shift) {
    FeatureScaling usual = TinyBlocks.scaling();
    float[] offset = new float[PIXELS];
    Arrays.fill(offset, shift);
    return new FittedFeatures(
        CifarShape.features("raw|standardize"), new FeatureScaling(usual.scale(), offset));
  }

  /** As fitted, but with made-up numbers: all that matters is that none is left out. */
  private static FittedFeatures projected() {
    float[] means = random(PIXELS, 1);
    Projection projection = new Projection(means, random(COMPONENTS * PIXELS, 2));
    FeatureScaling after = new FeatureScaling(random(COMPONENTS, 3), random(COMPONENTS, 4));
    return new FittedFeatures(
        CifarShape.features("raw|standardize|pca(7,whiten)|standardize"),
        List.of(),
        Optional.of(new FittedProjection(TinyBlocks.scaling(), projection)),
        after);
  }

  /** The scores of an image by way of the features and the model. */
  private static float[] scores(JavaSparkContext context, TrainedModel trained, byte[] image) {
    Block block = new Block(0, 0, new int[] {0}, ImageShape.CIFAR, image);
    try (PreparedRows rows = trained.features().prepare(context.parallelize(List.of(block), 1))) {
      ScoredRow scored = Predictions.scored(rows.blocks(), trained.evaluator()).first();
      return scored.scores();
    }
  }

  /**
   * Moves an image along random directions of whole steps. The scores are linear in the pixels, so
   * that differences of any length are derivatives.
   */
  private static void assertDerivatives(
      JavaSparkContext context, TrainedModel trained, List<Template> ofClasses) {
    byte[] image = TinyBlocks.image(3);
    float[] before = scores(context, trained, image);
    for (int seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      byte[] moved = image.clone();
      double[] expected = new double[CLASSES];
      for (int k = 0; k < PIXELS; k++) {
        int step = random.nextInt(21) - 10;
        moved[k] = (byte) (image[k] + step);
        for (int j = 0; j < CLASSES; j++) {
          expected[j] += step * (double) ofClasses.get(j).slopes()[k];
        }
      }
      float[] after = scores(context, trained, moved);
      for (int j = 0; j < CLASSES; j++) {
        double scale = 1 + Math.abs(expected[j]) + Math.abs(after[j]);
        assertEquals(expected[j], after[j] - before[j], 2e-4 * scale);
      }
    }
  }

  @Test
  void areTheWeightsTimesTheScale() {
    TrainedModel counting = Models.counting(true);
    List<Template> templates = Templates.of(counting).templates();
    assertEquals(Models.NAMES, templates.stream().map(Template::name).toList());
    for (int j = 0; j < CLASSES; j++) {
      for (int k = 0; k < PIXELS; k++) {
        float weight = (j * PIXELS + k) / 8f;
        assertEquals(weight * (1 + k), templates.get(j).slopes()[k], 1e-6 * weight * (1 + k));
      }
    }
  }

  @Test
  void areTheDerivativesOfTheScores(JavaSparkContext context) {
    Network linear = Networks.linear(PIXELS, CLASSES, true);
    TrainedModel trained = model(linear, scaled(-2), random(linear.parameters(), 5));
    assertDerivatives(context, trained, Templates.of(trained).templates());
  }

  @Test
  void areTheDerivativesThroughPrincipalComponents(JavaSparkContext context) {
    Network linear = Networks.linear(COMPONENTS, CLASSES, true);
    TrainedModel trained = model(linear, projected(), random(linear.parameters(), 6));
    assertDerivatives(context, trained, Templates.of(trained).templates());
  }

  @Test
  void areTwoForEachClassOfRectifiedPairs(JavaSparkContext context) {
    Network pairs = Networks.softmaxRelu(PIXELS, CLASSES, true);
    float[] parameters = random(pairs.parameters(), 7);
    TrainedModel above = model(pairs, scaled(0.5f), parameters);
    TrainedModel below = model(pairs, scaled(-10), parameters);
    List<Template> templates = Templates.of(above).templates();
    assertEquals(2 * CLASSES, templates.size());
    assertEquals("zero, above 0", templates.get(0).name());
    assertEquals("zero, below 0", templates.get(1).name());
    assertDerivatives(context, above, every(templates, 0));
    assertDerivatives(context, below, every(templates, 1));
  }

  private static List<Template> every(List<Template> templates, int first) {
    return IntStream.range(0, CLASSES).mapToObj(j -> templates.get(2 * j + first)).toList();
  }

  /** Unit u has incoming weights of u + 1, and one outgoing weight, to class u modulo 10. */
  private static TrainedModel net(int hidden, float outgoing) {
    Network net = Networks.twoLayer(PIXELS, hidden, CLASSES, true, Dropout.NONE);
    float[] parameters = new float[net.parameters()];
    for (int u = 0; u < hidden; u++) {
      Arrays.fill(parameters, u * PIXELS, (u + 1) * PIXELS, u + 1);
      int start = hidden * PIXELS + hidden;
      parameters[start + u % CLASSES * hidden + u] = outgoing / (u == 2 ? 1000 : 1);
    }
    return model(net, scaled(0), parameters);
  }

  @Test
  void areOfUnitsOfATwoLayerNetByTheirWeight() {
    List<Template> templates = Templates.of(net(5, 0.5f)).templates();
    assertEquals(
        List.of("4 four", "3 three", "1 one", "0 zero", "2 two"),
        templates.stream().map(Template::name).toList());
    float[] scale = TinyBlocks.scaling().scale();
    for (int k = 0; k < PIXELS; k++) {
      assertEquals(5 * scale[k], templates.get(0).slopes()[k], 1e-6);
    }
  }

  @Test
  void areOfTheFirstUnitsAlone() {
    List<Template> templates = Templates.of(net(70, 1)).templates();
    assertEquals(64, templates.size());
    assertEquals("69 nine", templates.get(0).name());
  }

  @Test
  void saysWhyThereAreNone() {
    FeaturePipeline hog = CifarShape.features("hog(cell=16)|standardize");
    float[] ones = new float[hog.size()];
    Arrays.fill(ones, 1);
    FittedFeatures features = new FittedFeatures(hog, new FeatureScaling(ones, ones));
    Network linear = Networks.linear(hog.size(), CLASSES, false);
    TrainedModel trained = model(linear, features, new float[linear.parameters()]);
    assertTrue(Templates.problem(trained).orElseThrow().contains("hog"));
    assertThrows(IllegalArgumentException.class, () -> Templates.of(trained));
    assertEquals(Optional.empty(), Templates.problem(Models.counting(false)));
  }

  @Test
  void doNotChangeTheModel() {
    TrainedModel counting = Models.counting(true);
    float[] before = counting.parameters().clone();
    Templates.of(counting).png();
    assertArrayEquals(before, counting.parameters());
  }

  /** A kernel of 3 places makes squares of 10 pixels and leaves a frame of one. */
  @Test
  void aConvolutionalNetHasItsFirstFilters() {
    Network net =
        NetworkText.parse("conv(2,3)|relu|max-pool(5)|flatten|affine(10)")
            .network(CifarShape.DATA, PIXELS, 0);
    float[] parameters = random(net.parameters(), 5);
    ContactSheet sheet = Templates.of(model(net, scaled(0), parameters));
    assertEquals(
        List.of("filter 0", "filter 1"), sheet.templates().stream().map(Template::name).toList());
    float[] second = sheet.templates().get(1).slopes();
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          boolean framed = y == 0 || y == 31 || x == 0 || x == 31;
          int weight = 27 + ((y - 1) / 10 * 3 + (x - 1) / 10) * 3 + c;
          assertEquals(
              framed ? 0 : parameters[weight], second[c * 1024 + y * 32 + x], y + ", " + x);
        }
      }
    }
  }

  /** Grey images of 7 x 5 pixels: a kernel of 2 places makes squares of 2 pixels in the middle. */
  @Test
  void filtersOfImagesThatAreNotSquareStandInTheMiddle() {
    Shape input = new Shape(1, 7, 5);
    Convolution convolution = new Convolution("conv", 1, 2, 1, 0, false, false);
    Network net =
        new Network(
            input,
            List.of(
                new ChannelsLast(), convolution, new Flatten(), new Affine("affine", 2, false)));
    float[] parameters = random(net.parameters(), 5);
    float[] ones = new float[35];
    FeatureScaling scaling = new FeatureScaling(ones, ones);
    FittedFeatures features =
        new FittedFeatures(
            FeatureString.parse("raw").at(DataShape.ofImages(new ImageShape(1, 7, 5), 2)), scaling);
    TrainedModel trained =
        new TrainedModel(
            net, new SoftmaxCrossEntropy(), features, parameters, List.of("one", "two"));
    float[] filter = Templates.of(trained).templates().get(0).slopes();
    for (int k = 0; k < 35; k++) {
      int y = k / 5 - 1;
      int x = k % 5;
      boolean framed = y < 0 || y > 3 || x > 3;
      assertEquals(framed ? 0 : parameters[y / 2 * 2 + x / 2], filter[k], "pixel " + k);
    }
  }
}

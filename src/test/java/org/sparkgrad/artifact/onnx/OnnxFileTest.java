package org.sparkgrad.artifact.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.RandomFloats;
import org.sparkgrad.RealCifar;
import org.sparkgrad.artifact.Version;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.train.TrainedModel;

class OnnxFileTest {
  private static final int ROWS = 40;
  private static final int BYTES = 3072;
  private static final long[] ROW = {3, 32, 32};

  @TempDir Path place;

  private TrainedModel model(String... settings) {
    return RandomModels.save(place.resolve("model"), settings);
  }

  private Agreement agreement(TrainedModel trained) throws IOException {
    return new Agreement(trained, place.resolve("model.onnx"));
  }

  /** Settings with blanks in between. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "model=linear features=raw|standardize",
        "model=linear features=raw|unit bias=false",
        "model=linear features=raw|standardize loss=hinge",
        "model=linear features=raw|center loss=squared-hinge",
        "model=linear features=raw|unit loss=one-vs-rest-squared-hinge",
        "model=linear features=raw|standardize-channels|pca(40)",
        "model=softmax-relu features=raw|unit|center",
        "model=softmax-relu features=raw|pca(30,whiten)|standardize bias=false",
        "model=two-layer hidden=13 dropout=0.4 features=raw|standardize",
        "model=two-layer hidden=7 bias=false features=raw|center|zca(0.1)",
        "model=cifar-net features=raw|standardize-channels label-smoothing=0.2",
      })
  void predictsAsSparkgradDoes(String settings) throws Exception {
    assertAgrees(model(settings.split(" ")));
  }

  private void assertAgrees(TrainedModel trained) throws IOException, OrtException {
    Agreement agreement = agreement(trained).on(RandomModels.pixels(ROWS, BYTES), ROWS - 3, ROW);
    assertEquals(ROWS, agreement.rows());
    assertTrue(agreement.sameClass() >= ROWS - 1, agreement.sameClass() + " of the same class");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Folded into convolutions, through pools or not.
        "whiten(2)|gelu|max-pool(4)|conv(6,3,pad=1,bias=false)|batch-norm(group=8)|relu"
            + "|conv(8,3,bias=false)|max-pool(2)|batch-norm(group=8,scale=false)|gelu|dropout(0.2)|affine(10)",
        "conv(5,5,stride=2,pad=2)|average-pool(3,stride=2)|batch-norm|relu|affine(10)",
        // Not folded: some scales are below 0, and no layer is before it.
        "batch-norm|conv(5,5,stride=3)|max-pool(3,stride=2)|batch-norm|gelu|affine(10)",
        // Of maps, then of vectors in the order of maps.
        "conv(6,3)|pairs|max-pool(5)|group-norm(4)|scale(0.3)|flatten|group-norm(3)|batch-norm"
            + "|pairs|affine(12,bias=false)|batch-norm|layer-norm|relu|affine(10)|scale(1/9)",
        "conv(4,3,stride=2)|layer-norm|average-pool(2)|gelu|affine(10)",
        // Maps of one place, before and after vectors.
        "affine(8)|conv(7,1)|average-pool(1)|batch-norm|affine(9)|max-pool(1)|relu|affine(10)",
        "max-pool(4)|conv(10,8)",
        // Zeros alone around the border.
        "max-pool(4)|conv(5,2,stride=3,pad=4)|relu|affine(10)",
        "average-pool(8)|flatten|affine(10)",
      })
  void hasAllLayers(String layers) throws Exception {
    assertAgrees(model("model=" + layers, "features=raw|standardize-channels"));
  }

  @Test
  void takesVectorsAsImages() throws Exception {
    assertAgrees(model("model=conv(3,4,stride=4)|relu|affine(10)", "features=raw|zca(0.1)"));
    assertAgrees(model("model=layer-norm|affine(20)|gelu|affine(10)", "features=raw|pca(30)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "1 28 28 whiten(3)|relu|max-pool(2)|layer-norm|conv(4,3)|pairs|affine(classes)",
        "3 9 17 conv(5,3,stride=2)|batch-norm|average-pool(2)|gelu|affine(classes)",
        "4 1 1 conv(5,1)|relu|affine(classes)",
        "2 5 6 affine(9)|gelu|affine(classes)",
      })
  void takesImagesOfAnyShape(int channels, int height, int width, String layers) throws Exception {
    ImageShape image = new ImageShape(channels, height, width);
    TrainedModel trained =
        RandomModels.save(
            DataShape.ofImages(image, 7),
            place.resolve("model"),
            "model=" + layers,
            "features=raw|unit|center");
    Agreement agreement =
        agreement(trained)
            .on(RandomModels.pixels(ROWS, image.bytes()), ROWS, channels, height, width);
    assertEquals(ROWS, agreement.sameClass());
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw", "raw|standardize", "raw|pca(5,whiten)"})
  void takesVectors(String features) throws Exception {
    TrainedModel trained =
        RandomModels.save(
            DataShape.ofVectors(11, 3),
            place.resolve("model"),
            "model=affine(6)|batch-norm|relu|affine(classes)",
            "features=" + features);
    Agreement agreement = agreement(trained).on(RandomFloats.random(11 * ROWS, 1), ROWS);
    assertEquals(ROWS, agreement.sameClass());
  }

  @Test
  void ofEqualScoresTheFirstIsTheClass() throws Exception {
    TrainedModel trained = model("model=linear", "features=raw|unit");
    Arrays.fill(trained.parameters(), 0);
    trained.parameters()[trained.parameters().length - 1] = -1;
    try (OnnxSession session = session(trained)) {
      OnnxSession.Result found = session.run(RandomModels.pixels(2, BYTES), 2, 3, 32, 32);
      assertArrayEquals(new long[] {0, 0}, found.classes());
    }
  }

  private OnnxSession session(TrainedModel trained) throws IOException, OrtException {
    Path file = place.resolve("model.onnx");
    try (var out = Files.newOutputStream(file)) {
      OnnxFile content = OnnxFile.of(trained, "abc");
      content.writeTo(out);
      assertEquals(content.size(), Files.size(file));
    }
    return new OnnxSession(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax", "hinge"})
  void namesWhatGoesInAndComesOut(String loss) throws Exception {
    TrainedModel trained = model("model=linear", "features=raw|unit", "loss=" + loss);
    try (OnnxSession session = session(trained)) {
      assertEquals(Set.of("pixels"), session.session().getInputNames());
      TensorInfo input = (TensorInfo) session.session().getInputInfo().get("pixels").getInfo();
      assertEquals(OnnxJavaType.UINT8, input.type);
      assertArrayEquals(new long[] {-1, 3, 32, 32}, input.getShape());
      Set<String> outputs = new HashSet<>(List.of("class", "scores"));
      if (loss.equals("softmax")) {
        outputs.add("probabilities");
      }
      assertEquals(outputs, session.session().getOutputNames());
      TensorInfo scores = (TensorInfo) session.session().getOutputInfo().get("scores").getInfo();
      assertEquals(OnnxJavaType.FLOAT, scores.type);
      assertArrayEquals(new long[] {-1, 10}, scores.getShape());
      TensorInfo classes = (TensorInfo) session.session().getOutputInfo().get("class").getInfo();
      assertEquals(OnnxJavaType.INT64, classes.type);
      assertArrayEquals(new long[] {-1}, classes.getShape());
    }
  }

  @Test
  void saysWhereItComesFrom() throws Exception {
    TrainedModel trained = model("model=linear", "features=raw|center|pca(12)");
    try (OnnxSession session = session(trained)) {
      OnnxModelMetadata metadata = session.session().getMetadata();
      assertEquals("sparkgrad", metadata.getProducerName());
      assertEquals("org.sparkgrad", metadata.getDomain());
      assertEquals(
          Map.of(
              "producer",
              "sparkgrad",
              "version",
              Version.text(),
              "class_names",
              "[\"zero\",\"one\",\"two\",\"three\",\"four\",\"five\",\"six\",\"seven\",\"eight\","
                  + "\"nine\"]",
              "feature_transform",
              "raw|center|pca(12)",
              "weights_sha256",
              trained.weightsSha256(),
              "model_json_sha256",
              "abc"),
          metadata.getCustomMetadata());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hog(cell=16)|standardize", "hsv", "raw+hsv"})
  void refusesWhatOnnxCannotSay(String features) {
    TrainedModel trained = model("model=linear", "features=" + features);
    String problem = OnnxFile.problem(trained).orElseThrow();
    assertTrue(problem.contains(trained.features().pipeline().toString()), problem);
  }

  @Test
  void predictsRealImagesAsSparkgradDoes() throws Exception {
    Path data = Path.of(RealCifar.directory("predictsRealImagesAsSparkgradDoes"));
    byte[] records = Files.readAllBytes(data.resolve("test_batch.bin"));
    int rows = records.length / (BYTES + 1);
    byte[] pixels = new byte[rows * BYTES];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(records, row * (BYTES + 1) + 1, pixels, row * BYTES, BYTES);
    }
    TrainedModel trained =
        model(
            "model=conv(12,5,stride=2,pad=2,bias=false)|batch-norm|gelu|max-pool(2)|conv(16,3,pad=1)"
                + "|group-norm(4)|relu|average-pool(2)|affine(10)",
            "features=raw|standardize-channels");
    Agreement agreement = agreement(trained).on(pixels, 500, ROW);
    assertEquals(10_000, agreement.rows());
    assertTrue(agreement.sameClass() >= 9_995, agreement.sameClass() + " of the same class");
  }
}

package org.sparkgrad.artifact.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkgrad.artifact.Version;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.FileContent;
import org.sparkgrad.io.ProtobufMessage;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.train.TrainedModel;

/**
 * A trained model as an ONNX file of opset {@value #OPSET}.
 *
 * <p>Its input is {@code pixels}, uint8, rows x channels x height x width, for any number of rows,
 * or of a model of vectors {@code values}, float, rows x values. Its outputs are {@code
 * probabilities}, float, rows x classes, the softmax of the scores, which models have that were
 * trained to minimise the softmax loss; {@code class}, int64, one per row, the number of the
 * highest score, the first of equals; and {@code scores}, float, rows x classes.
 *
 * <p>Source: ONNX, {@code onnx/onnx.proto}.
 */
public final class OnnxFile implements FileContent {
  /** The version of the operators: one that runtimes of the last years know. */
  public static final int OPSET = 17;

  /** The format's version that came with these operators. */
  private static final int FORMAT = 8;

  private static final String PRODUCER = "sparkgrad";

  private static final int FORMAT_VERSION = 1;
  private static final int PRODUCER_NAME = 2;
  private static final int PRODUCER_VERSION = 3;
  private static final int DOMAIN = 4;
  private static final int DOCUMENTATION = 6;
  private static final int GRAPH = 7;
  private static final int OPERATORS = 8;
  private static final int METADATA = 14;

  private static final int OPERATORS_VERSION = 2;
  private static final int METADATA_KEY = 1;
  private static final int METADATA_VALUE = 2;

  private static final String PIXELS = "pixels";
  private static final String VALUES = "values";
  private static final String PROBABILITIES = "probabilities";
  private static final String CLASS = "class";
  private static final String SCORES = "scores";

  private final ProtobufMessage message;

  private OnnxFile(ProtobufMessage message) {
    this.message = message;
  }

  /** Why a model has no such file, in words; empty if it has one. */
  public static Optional<String> problem(TrainedModel trained) {
    FeaturePipeline pipeline = trained.features().pipeline();
    return pipeline.data().image().isEmpty() || pipeline.isOfPixels()
        ? Optional.empty()
        : Optional.of(
            ("expected features raw, with any stages, found '%s': ONNX has no operators for HOG,"
                    + " HSV histograms and patches; train on raw, or use predict")
                .formatted(pipeline));
  }

  /**
   * The file of a model that has one.
   *
   * @param descriptionSha256 the SHA-256 of its {@code model.json}
   * @throws IllegalArgumentException if it would be larger than 2 GiB, which is more than a
   *     Protocol Buffers message can be
   */
  public static OnnxFile of(TrainedModel trained, String descriptionSha256) {
    ProtobufMessage message =
        new ProtobufMessage()
            .varint(FORMAT_VERSION, FORMAT)
            .text(PRODUCER_NAME, PRODUCER)
            .text(PRODUCER_VERSION, Version.text())
            .text(DOMAIN, "org.sparkgrad")
            .text(DOCUMENTATION, documentation(trained.features().pipeline().data()))
            .message(OPERATORS, new ProtobufMessage().varint(OPERATORS_VERSION, OPSET))
            .message(GRAPH, graph(trained).message());
    metadata(trained, descriptionSha256)
        .forEach(
            (key, value) ->
                message.message(
                    METADATA,
                    new ProtobufMessage().text(METADATA_KEY, key).text(METADATA_VALUE, value)));
    if (message.size() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "expected a file of at most %,d bytes, as ONNX files are, found one of %,d"
              .formatted(Integer.MAX_VALUE, message.size()));
    }
    return new OnnxFile(message);
  }

  private static Map<String, String> metadata(TrainedModel trained, String descriptionSha256) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("producer", PRODUCER);
    metadata.put("version", Version.text());
    metadata.put("class_names", json(trained.classNames()));
    metadata.put("feature_transform", trained.features().pipeline().toString());
    metadata.put("weights_sha256", trained.weightsSha256());
    metadata.put("model_json_sha256", descriptionSha256);
    return metadata;
  }

  private static String json(List<String> names) {
    try {
      return new ObjectMapper().writeValueAsString(names);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("lists of texts are JSON", e);
    }
  }

  private static String documentation(DataShape data) {
    return data.image()
        .map(image -> "pixels: 0 to 255" + (image.isColour() ? ", channels red, green, blue" : ""))
        .orElse("values: the numbers of a row, in the order of the training data");
  }

  private static Graph graph(TrainedModel trained) {
    Graph graph = new Graph(PRODUCER);
    Value values = input(graph, trained.features().pipeline().data());
    Value features =
        new FeatureNodes(graph, trained.features()).addTo(values, trained.model().input());
    Value scores = new LayerNodes(graph, trained.model(), trained.parameters()).addTo(features);
    addOutputs(graph, scores, trained.loss() instanceof SoftmaxCrossEntropy);
    return graph;
  }

  /** Declares the input and returns it as floats. */
  private static Value input(Graph graph, DataShape data) {
    if (data.image().isEmpty()) {
      Value values = new Value(VALUES, Shape.vector(data.values()), false);
      graph.input(VALUES, ElementType.FLOAT, values.ofRow());
      return values;
    }
    ImageShape image = data.image().get();
    Shape shape = new Shape(image.channels(), image.height(), image.width());
    Value pixels = new Value(PIXELS, shape, true);
    graph.input(PIXELS, ElementType.UINT8, pixels.ofRow());
    Attribute toFloat = Attribute.of("to", ElementType.FLOAT.number());
    return pixels.with(graph.node("Cast", List.of(PIXELS), toFloat));
  }

  private static void addOutputs(Graph graph, Value scores, boolean hasProbabilities) {
    graph.node(SCORES, "Identity", List.of(scores.name()));
    if (hasProbabilities) {
      graph.node(PROBABILITIES, "Softmax", List.of(SCORES), Attribute.of("axis", 1));
      graph.output(PROBABILITIES, ElementType.FLOAT, scores.ofRow());
    }
    graph.node(
        CLASS,
        "ArgMax",
        List.of(SCORES),
        Attribute.of("axis", 1),
        Attribute.of("keepdims", 0),
        Attribute.of("select_last_index", 0));
    graph.output(CLASS, ElementType.INT64, List.of());
    graph.output(SCORES, ElementType.FLOAT, scores.ofRow());
  }

  /** Length in bytes. */
  public long size() {
    return message.size();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    message.writeTo(out);
  }
}

package org.sparkgrad.artifact.onnx;

import java.util.List;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.linalg.Projection;

/** The stages of a feature string as nodes of a graph. */
final class FeatureNodes {
  private final Graph graph;
  private final FittedFeatures features;

  FeatureNodes(Graph graph, FittedFeatures features) {
    this.graph = graph;
    this.features = features;
  }

  /**
   * Adds all stages.
   *
   * @param values of a row, as floats
   * @param input what the network takes
   */
  Value addTo(Value values, Shape input) {
    if (features.projection().isEmpty()) {
      boolean staysMap = values.isMap() && input.places() > 1;
      Value value = staysMap ? values : vector(values);
      String kind = values.isMap() ? "pixel" : "feature";
      return new Value(scaled(value, features.scaling(), kind), input, value.isMap());
    }
    Value value = vector(values);
    FittedProjection fitted = features.projection().get();
    String before = scaled(value, fitted.before(), "feature");
    String projected = projected(before, fitted.projection());
    Value components = new Value(projected, input, false);
    return components.with(scaled(components, features.scaling(), "component"));
  }

  /** As rows are stored: channel after channel. */
  private Value vector(Value values) {
    return values.isMap()
        ? new Value(
            graph.node("Flatten", List.of(values.name()), Attribute.of("axis", 1)),
            values.shape(),
            false)
        : values;
  }

  /** What changes nothing is left out. */
  private String scaled(Value value, FeatureScaling scaling, String kind) {
    String scaled = value.name();
    if (!isAll(1, scaling.scale())) {
      String factors = graph.constant(kind + "_scale", value.ofRow(), scaling.scale());
      scaled = graph.node("Mul", List.of(scaled, factors));
    }
    if (!isAll(0, scaling.offset())) {
      String offsets = graph.constant(kind + "_offset", value.ofRow(), scaling.offset());
      scaled = graph.node("Add", List.of(scaled, offsets));
    }
    return scaled;
  }

  private static boolean isAll(float expected, float[] values) {
    for (float each : values) {
      if (each != expected) {
        return false;
      }
    }
    return true;
  }

  private String projected(String input, Projection projection) {
    int columns = projection.columns();
    String mean = graph.constant("projection_mean", List.of(columns), projection.mean());
    String weights =
        graph.constant("projection", List.of(projection.outputs(), columns), projection.weights());
    String centred = graph.node("Sub", List.of(input, mean));
    return graph.node("Gemm", List.of(centred, weights), Attribute.of("transB", 1));
  }
}

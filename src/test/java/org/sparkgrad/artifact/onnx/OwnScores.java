package org.sparkgrad.artifact.onnx;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.model.Model;
import org.sparkgrad.train.TrainedModel;

/** Scores of rows by Sparkgrad's own layers, without Spark. For one thread. */
final class OwnScores {
  private final TrainedModel trained;
  private final Model.Pass pass;

  OwnScores(TrainedModel trained) {
    this.trained = trained;
    pass = trained.model().at(trained.parameters());
  }

  /** The scores of each image. */
  List<float[]> of(byte[] pixels, int rows) {
    float[] values = new float[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels[i] & 0xFF;
    }
    return of(values, rows);
  }

  /** The scores of each row. */
  List<float[]> of(float[] values, int rows) {
    int features = trained.model().features();
    int classes = trained.model().classes();
    float[] inputs = new float[rows * features];
    for (int row = 0; row < rows; row++) {
      features(values, row * (values.length / rows), inputs, row * features);
    }
    float[] scores = new float[rows * classes];
    pass.forward(inputs, rows, scores);
    List<float[]> all = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      float[] own = new float[classes];
      System.arraycopy(scores, row * classes, own, 0, classes);
      all.add(own);
    }
    return all;
  }

  private void features(float[] row, int from, float[] out, int to) {
    FittedFeatures features = trained.features();
    FeatureScaling scaling = features.scaling();
    if (features.projection().isEmpty()) {
      scaling.apply(row, from, out, to);
      return;
    }
    FittedProjection fitted = features.projection().get();
    int values = fitted.before().features();
    float[] before = new float[values];
    fitted.before().apply(row, from, before, 0);
    float[] projected = new float[scaling.features()];
    fitted
        .projection()
        .apply(Matrix.of(before, 1, values), Matrix.of(projected, 1, projected.length));
    scaling.apply(projected, 0, out, to);
  }
}

package org.sparkgrad.model;

/** The two-layer net with biases in doubles, row by row, as the textbook writes it. */
final class NaiveNet {
  private final int features;
  private final int hidden;
  private final int classes;
  private final float[] parameters;

  NaiveNet(Network model, float[] parameters) {
    features = model.features();
    hidden = model.arrays().get(0).shape().get(0);
    classes = model.classes();
    this.parameters = parameters;
  }

  double[] hidden(float[] inputs, int row) {
    double[] units = new double[hidden];
    for (int u = 0; u < hidden; u++) {
      double z = parameters[hidden * features + u];
      for (int k = 0; k < features; k++) {
        z += (double) parameters[u * features + k] * inputs[row * features + k];
      }
      units[u] = Math.max(0, z);
    }
    return units;
  }

  double[] scores(double[] units) {
    int weights = hidden * features + hidden;
    double[] scores = new double[classes];
    for (int j = 0; j < classes; j++) {
      scores[j] = parameters[weights + classes * hidden + j];
      for (int u = 0; u < hidden; u++) {
        scores[j] += parameters[weights + j * hidden + u] * units[u];
      }
    }
    return scores;
  }

  /** Adds the gradient of one row, given what each kept unit was multiplied with. */
  void addGradient(
      float[] inputs, int row, double[] units, double factor, float[] dScores, double[] gradient) {
    int weights = hidden * features + hidden;
    for (int j = 0; j < classes; j++) {
      double slope = dScores[row * classes + j];
      gradient[weights + classes * hidden + j] += slope;
      for (int u = 0; u < hidden; u++) {
        gradient[weights + j * hidden + u] += slope * units[u];
      }
    }
    for (int u = 0; u < hidden; u++) {
      if (units[u] > 0) {
        double slope = 0;
        for (int j = 0; j < classes; j++) {
          slope += factor * dScores[row * classes + j] * parameters[weights + j * hidden + u];
        }
        gradient[hidden * features + u] += slope;
        for (int k = 0; k < features; k++) {
          gradient[u * features + k] += slope * inputs[row * features + k];
        }
      }
    }
  }
}

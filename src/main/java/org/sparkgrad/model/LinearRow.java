package org.sparkgrad.model;

/** One row through a {@link LinearModel}, in doubles. */
final class LinearRow implements Model.RowPass {
  private final RowLayer layer;
  private final double[] scores;

  LinearRow(LinearModel model, double[] parameters, double[] input) {
    double[] x = model.rectified() ? pairs(input) : input;
    layer = new RowLayer(parameters, 0, model.biasStart(), model.bias(), x);
    scores = layer.forward(model.classes());
  }

  private static double[] pairs(double[] input) {
    double[] pairs = new double[2 * input.length];
    for (int k = 0; k < input.length; k++) {
      pairs[k] = Math.max(0, input[k]);
      pairs[input.length + k] = Math.max(0, -input[k]);
    }
    return pairs;
  }

  @Override
  public double[] scores() {
    return scores;
  }

  @Override
  public void addGradient(double[] dScores, double[] gradient) {
    layer.addGradient(dScores, gradient);
  }
}

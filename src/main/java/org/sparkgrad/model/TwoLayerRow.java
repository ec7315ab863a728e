package org.sparkgrad.model;

/** One row through a {@link TwoLayerModel} without dropout, in doubles. */
final class TwoLayerRow implements Model.RowPass {
  private final double[] units;
  private final RowLayer hidden;
  private final RowLayer output;
  private final double[] scores;

  TwoLayerRow(TwoLayerModel model, double[] parameters, double[] input) {
    int hiddenBiases = model.hidden() * model.features();
    int weights = hiddenBiases + (model.bias() ? model.hidden() : 0);
    int biases = weights + model.classes() * model.hidden();
    hidden = new RowLayer(parameters, 0, hiddenBiases, model.bias(), input);
    units = hidden.forward(model.hidden());
    for (int i = 0; i < units.length; i++) {
      units[i] = Math.max(0, units[i]);
    }
    output = new RowLayer(parameters, weights, biases, model.bias(), units);
    scores = output.forward(model.classes());
  }

  @Override
  public double[] scores() {
    return scores;
  }

  @Override
  public void addGradient(double[] dScores, double[] gradient) {
    output.addGradient(dScores, gradient);
    double[] dUnits = output.backward(dScores);
    for (int i = 0; i < units.length; i++) {
      dUnits[i] = units[i] > 0 ? dUnits[i] : 0;
    }
    hidden.addGradient(dUnits, gradient);
  }
}

package org.sparkgrad.evaluation;

import org.sparkgrad.dataset.Block;
import org.sparkgrad.dataset.RowRange;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.model.Model;

/** Scores rows of blocks with models at fixed parameters. For one thread. */
final class Scorer {
  private final Model model;
  private final int models;
  private final PixelScaling scaling;
  private final Model.Pass pass;

  /**
   * @param parameters of all models, laid out as {@link Model#place} says
   */
  Scorer(Model model, int models, PixelScaling scaling, float[] parameters) {
    this.model = model;
    this.models = models;
    this.scaling = scaling;
    pass = model.at(parameters, models);
  }

  /** One row-major matrix of rows x classes for each model, one behind the other. */
  float[] scores(Block block, RowRange rows) {
    float[] inputs = new float[rows.size() * model.features()];
    for (int row = rows.start(); row < rows.end(); row++) {
      block.features(row, scaling, inputs, (row - rows.start()) * model.features());
    }
    float[] scores = new float[models * rows.size() * model.classes()];
    pass.forward(inputs, rows.size(), scores);
    return scores;
  }
}

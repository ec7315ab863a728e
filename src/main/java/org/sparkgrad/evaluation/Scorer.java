package org.sparkgrad.evaluation;

import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.feature.SeenRows;
import org.sparkgrad.image.View;
import org.sparkgrad.model.Model;

/**
 * Scores rows of blocks with models at fixed parameters: the scores of a row are the weighted mean
 * of those of its views. For one thread.
 */
final class Scorer {
  private final Model model;
  private final int models;
  private final SeenRows seen;
  private final Model.Pass pass;
  private final ChunkInputs inputs;

  /**
   * @param seen how rows of blocks are seen
   * @param parameters of all models, laid out as {@link Model#place} says
   */
  Scorer(Model model, int models, FeatureScaling scaling, SeenRows seen, float[] parameters) {
    this.model = model;
    this.models = models;
    inputs = new ChunkInputs(scaling);
    this.seen = seen;
    pass = model.at(parameters, models);
  }

  /** One row-major matrix of rows x classes for each model, one after the other. */
  float[] scores(Block block, RowRange rows) {
    View first = seen.views().get(0);
    float[] mean = scores(first, block, rows);
    for (int i = 0; i < mean.length; i++) {
      mean[i] *= first.weight();
    }
    for (View view : seen.views().subList(1, seen.views().size())) {
      float[] others = scores(view, block, rows);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += view.weight() * others[i];
      }
    }
    return mean;
  }

  private float[] scores(View view, Block stored, RowRange rows) {
    Block block = seen.in(view, stored, rows);
    float[] scores = new float[models * rows.size() * model.classes()];
    pass.forward(inputs.of(block, rows), rows.size(), scores);
    return scores;
  }
}

package org.sparkgrad.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.model.Model;

/** Scores rows of blocks with models at fixed parameters. For one thread. */
final class Scorer {
  /** Few enough that a task's scores and features take little memory. */
  private static final int CHUNK_ROWS = 50;

  private final Model model;
  private final int models;
  private final FeatureScaling scaling;
  private final Model.Pass pass;
  private float[] inputs = new float[0];

  /**
   * @param parameters of all models, laid out as {@link Model#place} says
   */
  Scorer(Model model, int models, FeatureScaling scaling, float[] parameters) {
    this.model = model;
    this.models = models;
    this.scaling = scaling;
    pass = model.at(parameters, models);
  }

  /** A range of rows in parts that are scored at a time. */
  static List<RowRange> chunks(RowRange rows) {
    List<RowRange> chunks = new ArrayList<>();
    for (int start = rows.start(); start < rows.end(); start += CHUNK_ROWS) {
      chunks.add(new RowRange(start, Math.min(start + CHUNK_ROWS, rows.end())));
    }
    return chunks;
  }

  /** One row-major matrix of rows x classes for each model, one after the other. */
  float[] scores(Block block, RowRange rows) {
    if (inputs.length < rows.size() * model.features()) {
      inputs = new float[rows.size() * model.features()];
    }
    for (int row = rows.start(); row < rows.end(); row++) {
      block.features(row, scaling, inputs, (row - rows.start()) * model.features());
    }
    float[] scores = new float[models * rows.size() * model.classes()];
    pass.forward(inputs, rows.size(), scores);
    return scores;
  }
}

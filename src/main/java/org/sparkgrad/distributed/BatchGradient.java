package org.sparkgrad.distributed;

import java.io.Serializable;
import java.util.Iterator;
import org.sparkgrad.data.Block;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;

/**
 * Sums what blocks contribute to the loss and gradient of a batch: the part that runs on an
 * executor, and in memory, alike.
 */
final class BatchGradient implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Model model;
  private final int models;
  private final Loss loss;
  private final BatchFeatures features;
  private final Batch batch;

  /**
   * @param model the shape of each model
   * @param models how many are trained side by side
   */
  BatchGradient(Model model, int models, Loss loss, BatchFeatures features, Batch batch) {
    if (features.count() != model.features()) {
      throw new IllegalArgumentException(
          "batch gradient: expected a model of the %d features that the scaling gives, found one of %d"
              .formatted(features.count(), model.features()));
    }
    this.model = model;
    this.models = models;
    this.loss = loss;
    this.features = features;
    this.batch = batch;
  }

  /**
   * Sums over the rows of the batch that the blocks hold.
   *
   * @param parameters of all models, laid out as {@link Model#place} says
   */
  GradientSums sum(Iterator<Block> blocks, float[] parameters) {
    BatchWorker worker =
        new BatchWorker(
            model, models, loss, features, model.at(parameters, models), batch.iteration());
    while (blocks.hasNext()) {
      Block block = blocks.next();
      worker.add(block, batch.in(block));
    }
    return worker.finish();
  }
}

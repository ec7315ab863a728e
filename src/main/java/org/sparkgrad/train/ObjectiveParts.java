package org.sparkgrad.train;

import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.PenaltyKind;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import org.sparkgrad.penalty.Penalty;

/** What the objective of a training run is made of, as training makes it. */
public record ObjectiveParts(Model model, Loss loss, Penalty penalty) {

  /** The parts that hyperparameters ask for, on so many features. */
  public static ObjectiveParts of(Hyperparameters hyperparameters, DataShape data, int features) {
    Model model = Architecture.of(hyperparameters, data, features);
    Penalty penalty = PenaltyKind.of(hyperparameters, model);
    return new ObjectiveParts(model, hyperparameters.loss(), penalty);
  }
}

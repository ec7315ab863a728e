package org.sparkgrad.train;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.ModelKind;
import org.sparkgrad.config.PenaltyKind;
import org.sparkgrad.evaluation.NetworkFitting;
import org.sparkgrad.feature.PreparedData;
import org.sparkgrad.layer.Fitting;
import org.sparkgrad.model.Network;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.GroupObjective;
import org.sparkgrad.optim.UpdateRule;
import org.sparkgrad.penalty.Penalty;
import org.sparkgrad.stats.ClassMeans;

/**
 * A cell ready to be trained to the end of a rung: its parts, its features and the model that
 * training begins with.
 *
 * @param data rows with the cell's features
 * @param model at the parameters of the start or of the checkpoint; training modifies them
 * @param checkpoint where training goes on from; empty at the start
 */
record PreparedCell(
    Cell cell,
    Rung rung,
    Parts parts,
    PreparedData data,
    TrainedModel model,
    Optional<Checkpoint> checkpoint) {

  static PreparedCell of(CellTrainer trainer, Cell cell, Rung rung) {
    TrainingData data = trainer.data();
    Hyperparameters hyperparameters = cell.hyperparameters();
    Parts parts = Parts.of(data.train(), hyperparameters.get(Hyperparameter.VALIDATION));
    PreparedData prepared = data.prepare(hyperparameters, parts.train());
    Optional<Checkpoint> checkpoint = trainer.checkpoints().flatMap(each -> each.read(cell, rung));
    Network shape =
        Architecture.of(hyperparameters, data.shape(), prepared.features().scaling().features());
    float[] parameters =
        checkpoint
            .map(Checkpoint::parameters)
            .orElseGet(() -> start(hyperparameters, shape, prepared, parts, data.classNames()));
    TrainedModel model =
        new TrainedModel(
            shape, hyperparameters.loss(), prepared.features(), parameters, data.classNames());
    return new PreparedCell(cell, rung, parts, prepared, model, checkpoint);
  }

  private static float[] start(
      Hyperparameters hyperparameters,
      Network shape,
      PreparedData prepared,
      Parts parts,
      List<String> classNames) {
    if (hyperparameters.get(Hyperparameter.MODEL) == ModelKind.NEAREST_MEAN) {
      ClassMeans means =
          ClassMeans.of(
              prepared.train(), parts.train(), prepared.features().scaling(), shape.classes());
      return NearestMean.parameters(shape, means, classNames);
    }
    float[] parameters = Architecture.initialParameters(shape, hyperparameters);
    new NetworkFitting(shape, prepared.features().scaling())
        .fit(Fitting.Time.BEFORE_TRAINING, prepared.train(), parts.train(), List.of(parameters));
    return parameters;
  }

  Hyperparameters hyperparameters() {
    return cell.hyperparameters();
  }

  Recipe recipe() {
    return new Recipe(cell.hyperparameters(), parts, cell.plan());
  }

  /** The iteration that training goes on with. */
  long firstIteration() {
    return checkpoint.map(Checkpoint::iteration).orElse(0L);
  }

  /** Time spent on the cell up to its checkpoint. */
  Optional<TimeSpent> timeBefore() {
    return checkpoint.map(Checkpoint::time);
  }

  /** Rows that an iteration reads: a batch, or without a gradient the whole training part. */
  int rowsPerIteration() {
    return hyperparameters().get(Hyperparameter.MODEL).isByGradient()
        ? hyperparameters().get(Hyperparameter.BATCH_SIZE)
        : parts.train().size();
  }

  /** The iteration before which the rung ends. */
  long endIteration() {
    return Math.min(rung.end(recipe().iterations()), cell.iterations(parts.train().size()));
  }

  GradientDescent descent(GroupObjective objective, UpdateRule rule) {
    return recipe().descent(objective, model.model(), rule, endIteration());
  }

  Penalty penalty() {
    return PenaltyKind.of(cell.hyperparameters(), model.model());
  }
}

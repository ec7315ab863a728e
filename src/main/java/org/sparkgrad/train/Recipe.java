package org.sparkgrad.train;

import java.util.Optional;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.PenaltyKind;
import org.sparkgrad.config.RuleKind;
import org.sparkgrad.config.ScheduleKind;
import org.sparkgrad.distributed.BatchFeatures;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.distributed.MergeDepth;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.feature.PreparedData;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.image.Padding;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.GroupObjective;
import org.sparkgrad.optim.TailAverage;
import org.sparkgrad.optim.UpdateRule;

/**
 * Turns hyperparameters into the parts of a training loop.
 *
 * @param parts the rows that are trained on, and those held out
 * @param plan of a stopped cell, if one is followed: epochs are counted by that cell's rows
 */
record Recipe(Hyperparameters hyperparameters, Parts parts, Optional<StoppedPlan> plan) {

  /**
   * The training loop.
   *
   * @param end where it ends; the schedule is that of all iterations whatever the end
   */
  GradientDescent descent(GroupObjective objective, Model model, UpdateRule rule, long end) {
    return new GradientDescent(
        objective,
        PenaltyKind.of(hyperparameters, model),
        rule,
        ScheduleKind.of(hyperparameters, plannedRows()),
        end,
        hyperparameters.get(Hyperparameter.GRADIENT_NORM));
  }

  RddObjective objective(PreparedData data, TrainedModel model, MergeDepth mergeDepth) {
    return new RddObjective(
        data.train(),
        model.model(),
        model.loss(),
        new BatchFeatures(data.features().scaling(), augmentation()),
        sampler(),
        mergeDepth);
  }

  /**
   * @param best what a checkpoint remembers
   */
  EarlyStopping earlyStopping(Optional<BestSeen> best) {
    return new EarlyStopping(
        hyperparameters.find(Hyperparameter.PATIENCE).orElse(0),
        hyperparameters.patienceInterval(trainRows()),
        best);
  }

  /** Iterations of the whole plan, which the schedule is laid out for. */
  long iterations() {
    return hyperparameters.iterations(plannedRows());
  }

  private int trainRows() {
    return parts.train().size();
  }

  private int plannedRows() {
    return plan.map(StoppedPlan::trainRows).orElse(trainRows());
  }

  private Augmentation augmentation() {
    return new Augmentation(
        hyperparameters.get(Hyperparameter.SEED),
        hyperparameters.get(Hyperparameter.FLIP),
        hyperparameters.get(Hyperparameter.CROP),
        hyperparameters.find(Hyperparameter.CROP_PADDING).orElse(Padding.REFLECT));
  }

  private BatchSampler sampler() {
    return hyperparameters
        .get(Hyperparameter.SAMPLING)
        .of(hyperparameters, trainRows(), parts.cut());
  }

  /** Goes on from {@code state}, or starts if there is none. */
  UpdateRule rule(Model model, Optional<float[]> state) {
    RuleKind kind = hyperparameters.find(Hyperparameter.UPDATE_RULE).orElse(RuleKind.PLAIN);
    float[] kept = state.orElseGet(() -> kind.start(model.parameters()));
    return kind.of(hyperparameters, model, kept);
  }

  /** Goes on from {@code state}, or starts if there is none. */
  TailAverage average(Optional<double[]> state) {
    if (plan.filter(each -> !each.averaged()).isPresent()) {
      return TailAverage.none();
    }
    long averaged = hyperparameters.averagedIterations(plannedRows());
    return new TailAverage(iterations() - averaged, state.orElseGet(() -> new double[0]));
  }
}

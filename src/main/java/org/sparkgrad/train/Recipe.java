package org.sparkgrad.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.distributed.BatchFeatures;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.distributed.MergeDepth;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.distributed.ReplacementSampler;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.feature.PreparedData;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.Adagrad;
import org.sparkgrad.optim.Adam;
import org.sparkgrad.optim.DecoupledDecay;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.GroupObjective;
import org.sparkgrad.optim.Momentum;
import org.sparkgrad.optim.Nesterov;
import org.sparkgrad.optim.PlainDescent;
import org.sparkgrad.optim.RmsProp;
import org.sparkgrad.optim.Schedule;
import org.sparkgrad.optim.TailAverage;
import org.sparkgrad.optim.UpdateRule;
import org.sparkgrad.penalty.L1;
import org.sparkgrad.penalty.L1Subgradient;
import org.sparkgrad.penalty.L2;
import org.sparkgrad.penalty.MaxNorm;
import org.sparkgrad.penalty.Penalty;
import org.sparkgrad.penalty.SumOfPenalties;

/**
 * Turns hyperparameters into the parts of a training loop.
 *
 * @param trainRows the training part, from row 0
 */
record Recipe(Hyperparameters hyperparameters, RowRange trainRows) {

  /**
   * The training loop.
   *
   * @param end where it ends; the schedule is that of all iterations whatever the end
   */
  GradientDescent descent(GroupObjective objective, Model model, UpdateRule rule, long end) {
    return new GradientDescent(
        objective, penalty(model), rule, schedule(), end, hyperparameters.smallestGradient());
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
    long interval = hyperparameters.patienceInterval(trainRows.size());
    return new EarlyStopping(hyperparameters.patience(), interval, best);
  }

  long iterations() {
    return hyperparameters.iterations(trainRows.size());
  }

  private Augmentation augmentation() {
    return new Augmentation(hyperparameters.seed(), hyperparameters.flip(), hyperparameters.crop());
  }

  private BatchSampler sampler() {
    long seed = hyperparameters.seed();
    int batchSize = hyperparameters.batchSize();
    return hyperparameters.replacement()
        ? new ReplacementSampler(seed, trainRows.size(), batchSize)
        : new ShuffleSampler(seed, trainRows.size(), batchSize);
  }

  private Schedule schedule() {
    long warmUp = (long) (hyperparameters.warmUp() * iterations());
    return fallingOver(iterations() - warmUp).warmedUp(warmUp);
  }

  private Schedule fallingOver(long iterations) {
    double rate = hyperparameters.learningRate();
    return switch (hyperparameters.schedule()) {
      case CONSTANT -> Schedule.constant(rate);
      case STEP -> Schedule.step(rate, hyperparameters.decayFactor(), decayIterations());
      case EXPONENTIAL ->
          Schedule.exponential(rate, hyperparameters.decayFactor(), decayIterations());
      case INVERSE_TIME -> Schedule.inverseTime(rate, decayIterations());
      case COSINE -> Schedule.cosine(rate, iterations);
      case LINEAR -> Schedule.linear(rate, iterations);
    };
  }

  private double decayIterations() {
    return hyperparameters.decayIterations(trainRows.size());
  }

  /** Goes on from {@code state}, or starts where there is none. */
  UpdateRule rule(Model model, Optional<float[]> state) {
    float[] kept = state.orElseGet(() -> hyperparameters.updateRule().start(model.parameters()));
    return switch (hyperparameters.updateRule()) {
      case PLAIN -> new PlainDescent();
      case MOMENTUM -> new Momentum(hyperparameters.momentum(), kept);
      case NESTEROV -> new Nesterov(hyperparameters.momentum(), kept);
      case ADAGRAD -> new Adagrad(hyperparameters.epsilon(), kept);
      case RMSPROP -> new RmsProp(hyperparameters.rmsDecay(), hyperparameters.epsilon(), kept);
      case ADAM -> adam(kept);
      case ADAMW -> new DecoupledDecay(adam(kept), hyperparameters.weightDecay(), model.weights());
    };
  }

  private Adam adam(float[] state) {
    return new Adam(
        hyperparameters.beta1(), hyperparameters.beta2(), hyperparameters.epsilon(), state);
  }

  /** Goes on from {@code state}, or starts where there is none. */
  TailAverage average(Optional<double[]> state) {
    long averaged = (long) Math.ceil(hyperparameters.average() * iterations());
    return new TailAverage(iterations() - averaged, state.orElseGet(() -> new double[0]));
  }

  Penalty penalty(Model model) {
    List<Penalty> terms = new ArrayList<>();
    if (hyperparameters.l2() > 0) {
      terms.add(new L2(hyperparameters.l2(), hyperparameters.l2Factor(), model.weights()));
    }
    if (hyperparameters.l1() > 0) {
      terms.add(l1(model));
    }
    if (hyperparameters.maxNorm() > 0) {
      terms.add(new MaxNorm(hyperparameters.maxNorm(), model.weightRows()));
    }
    return new SumOfPenalties(List.copyOf(terms));
  }

  private Penalty l1(Model model) {
    return hyperparameters.l1BySubgradient()
        ? new L1Subgradient(hyperparameters.l1(), model.weights())
        : new L1(hyperparameters.l1(), model.weights());
  }
}

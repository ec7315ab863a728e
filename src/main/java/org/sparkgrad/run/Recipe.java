package org.sparkgrad.run;

import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.dataset.RowRange;
import org.sparkgrad.distributed.BatchFeatures;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.distributed.ReplacementSampler;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.Schedule;
import org.sparkgrad.optim.UpdateRule;
import org.sparkgrad.penalty.L1;
import org.sparkgrad.penalty.L2;
import org.sparkgrad.penalty.Penalty;
import org.sparkgrad.penalty.SumOfPenalties;

/**
 * Turns hyperparameters into the parts of a training loop.
 *
 * @param trainRows the training part, from row 0
 */
record Recipe(Hyperparameters hyperparameters, RowRange trainRows) {

  GradientDescent descent(TrainingData data, TrainedModel model, UpdateRule rule) {
    return new GradientDescent(
        objective(data, model), penalty(model.model()), rule, schedule(), iterations());
  }

  RddObjective objective(TrainingData data, TrainedModel model) {
    return new RddObjective(
        data.train().blocks(),
        model.model(),
        new SoftmaxCrossEntropy(),
        new BatchFeatures(model.scaling(), augmentation()),
        sampler(),
        data.mergeDepth());
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
    double rate = hyperparameters.learningRate();
    return hyperparameters.linearSchedule()
        ? Schedule.linear(rate, iterations())
        : Schedule.constant(rate);
  }

  private Penalty penalty(Model model) {
    List<Penalty> terms = new ArrayList<>();
    if (hyperparameters.l2() > 0) {
      terms.add(new L2(hyperparameters.l2(), hyperparameters.l2Factor(), model.weights()));
    }
    if (hyperparameters.l1() > 0) {
      terms.add(new L1(hyperparameters.l1(), model.weights()));
    }
    return new SumOfPenalties(List.copyOf(terms));
  }
}

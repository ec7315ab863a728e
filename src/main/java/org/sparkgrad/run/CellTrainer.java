package org.sparkgrad.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.dataset.Cifar10Layout;
import org.sparkgrad.dataset.RowRange;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.distributed.ReplacementSampler;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.LinearModel;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.Momentum;
import org.sparkgrad.optim.Schedule;
import org.sparkgrad.optim.Step;
import org.sparkgrad.optim.StopReason;
import org.sparkgrad.penalty.L1;
import org.sparkgrad.penalty.L2;
import org.sparkgrad.penalty.Penalty;
import org.sparkgrad.penalty.SumOfPenalties;

/**
 * Trains one cell: builds its objective, penalty, rule and schedule from its hyperparameters, runs
 * the loop, and evaluates what comes out.
 *
 * @param data shared by all cells
 * @param curveInterval iterations between two evaluations for the learning curve; 0 for none
 * @param testToo whether to evaluate the test set too
 * @param progress told of each finished iteration
 */
public record CellTrainer(
    TrainingData data, int curveInterval, boolean testToo, Runnable progress) {

  /** Trains and evaluates; the Spark jobs run in the calling thread's job group and pool. */
  public CellResult train(Cell cell) {
    final long start = System.nanoTime();
    Hyperparameters hyperparameters = cell.hyperparameters();
    RowRange trainRows = trainRows(hyperparameters);
    TrainedModel model = initialModel(hyperparameters, trainRows);
    List<CurvePoint> curve = new ArrayList<>();
    GradientDescent.Outcome outcome =
        descent(hyperparameters, trainRows, model)
            .run(
                model.parameters(),
                step -> {
                  curve.add(curvePoint(step, model, trainRows));
                  progress.run();
                });
    boolean diverged = outcome.stopReason() == StopReason.DIVERGED;
    List<Optional<Evaluation>> evaluations =
        diverged
            ? List.of(Optional.empty(), Optional.empty(), Optional.empty())
            : evaluate(model, trainRows);
    return new CellResult(
        cell,
        diverged ? CellStatus.DIVERGED : CellStatus.OK,
        Optional.of(outcome.stopReason()),
        outcome.iterationsRun(),
        evaluations.get(0),
        evaluations.get(1),
        evaluations.get(2),
        (System.nanoTime() - start) * 1e-9,
        curve,
        Optional.of(model),
        Optional.empty());
  }

  private RowRange trainRows(Hyperparameters hyperparameters) {
    return new RowRange(0, data.train().rows() - hyperparameters.validation());
  }

  private TrainedModel initialModel(Hyperparameters hyperparameters, RowRange trainRows) {
    PixelScaling scaling = data.fit(hyperparameters.features(), trainRows);
    LinearModel model =
        new LinearModel(scaling.features(), Cifar10Layout.CLASSES, hyperparameters.bias());
    float[] start = model.initialParameters(hyperparameters.seed(), hyperparameters.initScale());
    return new TrainedModel(model, hyperparameters.features(), scaling, start, data.classNames());
  }

  private GradientDescent descent(
      Hyperparameters hyperparameters, RowRange trainRows, TrainedModel model) {
    RddObjective objective =
        new RddObjective(
            data.train().blocks(),
            model.model(),
            new SoftmaxCrossEntropy(),
            model.scaling(),
            sampler(hyperparameters, trainRows.size()));
    long iterations = hyperparameters.iterations(trainRows.size());
    return new GradientDescent(
        objective,
        penalty(hyperparameters, model.model()),
        new Momentum(hyperparameters.momentum(), model.parameters().length),
        schedule(hyperparameters, iterations),
        iterations);
  }

  private static BatchSampler sampler(Hyperparameters hyperparameters, int rows) {
    long seed = hyperparameters.seed();
    int batchSize = hyperparameters.batchSize();
    return hyperparameters.replacement()
        ? new ReplacementSampler(seed, rows, batchSize)
        : new ShuffleSampler(seed, rows, batchSize);
  }

  private static Schedule schedule(Hyperparameters hyperparameters, long iterations) {
    double rate = hyperparameters.learningRate();
    return hyperparameters.linearSchedule()
        ? Schedule.linear(rate, iterations)
        : Schedule.constant(rate);
  }

  private static Penalty penalty(Hyperparameters hyperparameters, LinearModel model) {
    List<Penalty> terms = new ArrayList<>();
    if (hyperparameters.l2() > 0) {
      terms.add(new L2(hyperparameters.l2(), hyperparameters.l2Factor(), model.weights()));
    }
    if (hyperparameters.l1() > 0) {
      terms.add(new L1(hyperparameters.l1(), model.weights()));
    }
    return new SumOfPenalties(List.copyOf(terms));
  }

  private CurvePoint curvePoint(Step step, TrainedModel model, RowRange trainRows) {
    boolean measured = curveInterval > 0 && (step.iteration() + 1) % curveInterval == 0;
    List<Optional<Double>> accuracies =
        measured ? accuracies(model, trainRows) : List.of(Optional.empty(), Optional.empty());
    return new CurvePoint(
        step.iteration(),
        step.learningRate(),
        step.dataLoss(),
        step.penalty(),
        accuracies.get(0),
        accuracies.get(1));
  }

  /** On as many training as validation rows, and on the validation rows. */
  private List<Optional<Double>> accuracies(TrainedModel model, RowRange trainRows) {
    RowRange validation = validationRows(trainRows);
    int size = validation.size() == 0 ? trainRows.size() : validation.size();
    RowRange trainSample = new RowRange(0, Math.min(size, trainRows.size()));
    List<Evaluation> evaluations =
        model.evaluator().evaluate(data.train().blocks(), List.of(trainSample, validation));
    return evaluations.stream()
        .map(each -> Optional.of(each.accuracy()).filter(Double::isFinite))
        .toList();
  }

  /** Of the training part, the validation part and the test set. */
  private List<Optional<Evaluation>> evaluate(TrainedModel model, RowRange trainRows) {
    RowRange validation = validationRows(trainRows);
    List<Evaluation> known =
        model.evaluator().evaluate(data.train().blocks(), List.of(trainRows, validation));
    return List.of(
        Optional.of(known.get(0)),
        Optional.of(known.get(1)).filter(each -> validation.size() > 0),
        testToo ? Optional.of(evaluateTest(model)) : Optional.empty());
  }

  private Evaluation evaluateTest(TrainedModel model) {
    return model.evaluator().evaluate(data.test().blocks(), new RowRange(0, data.test().rows()));
  }

  private RowRange validationRows(RowRange trainRows) {
    return new RowRange(trainRows.end(), data.train().rows());
  }
}

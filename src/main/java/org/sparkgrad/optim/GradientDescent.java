package org.sparkgrad.optim;

import java.util.Optional;
import java.util.function.Consumer;
import org.sparkgrad.penalty.Penalty;

/**
 * The training loop: {@code w <- rule(w, g(w) + penalty'(w), rate(t))} for t = 0, 1, ...
 *
 * <p>It knows no Spark and no data: each iteration asks the objective for the loss and gradient of
 * a batch, adds the penalty's gradient, lets the update rule move the parameters and the penalty
 * act on the result. It ends after the iterations asked for, or as soon as the loss is not finite.
 */
public record GradientDescent(
    Objective objective, Penalty penalty, UpdateRule rule, Schedule schedule, long iterations) {

  /**
   * Runs the loop on {@code parameters}, which are modified.
   *
   * @param first the iteration to begin with: 0, or where a checkpoint was taken
   * @param listener told of each finished step
   */
  public Outcome run(float[] parameters, long first, Consumer<Step> listener) {
    for (long iteration = first; iteration < iterations; iteration++) {
      LossAndGradient data = objective.evaluate(parameters, iteration);
      Optional<Step> step = step(parameters, data, iteration);
      if (step.isEmpty()) {
        return new Outcome(StopReason.DIVERGED, iteration);
      }
      listener.accept(step.get());
    }
    return finish(parameters, first);
  }

  /**
   * Makes one update, given the data loss and gradient of its batch.
   *
   * @param parameters modified, as is the gradient; neither where the loss is not finite
   * @return what was done; empty where the loss is not finite
   */
  Optional<Step> step(float[] parameters, LossAndGradient data, long iteration) {
    double penaltyValue = penalty.value(parameters);
    if (!Double.isFinite(data.loss() + penaltyValue)) {
      return Optional.empty();
    }
    double rate = schedule.learningRate(iteration);
    penalty.addGradient(parameters, data.gradient());
    rule.step(parameters, data.gradient(), rate, iteration);
    if (penalty.actsAfterStep()) {
      // The gradient has done its work: its array takes the parameters of before.
      float[] before = data.gradient();
      System.arraycopy(parameters, 0, before, 0, parameters.length);
      penalty.afterStep(parameters, rate);
      rule.moved(before, parameters);
    }
    return Optional.of(new Step(iteration, rate, data.loss(), penaltyValue, parameters));
  }

  /** The outcome behind the last iteration. */
  Outcome finish(float[] parameters, long first) {
    // No loss has been computed yet from what the last update made.
    StopReason reason = allFinite(parameters) ? StopReason.ITERATIONS : StopReason.DIVERGED;
    return new Outcome(reason, Math.max(first, iterations));
  }

  private static boolean allFinite(float[] parameters) {
    for (float parameter : parameters) {
      if (!Float.isFinite(parameter)) {
        return false;
      }
    }
    return true;
  }

  /**
   * How a run ended.
   *
   * @param iterationsRun how many updates were made, those before {@code first} included
   */
  public record Outcome(StopReason stopReason, long iterationsRun) {}
}

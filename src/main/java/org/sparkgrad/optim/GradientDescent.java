package org.sparkgrad.optim;

import java.util.Optional;
import org.sparkgrad.penalty.Penalty;

/**
 * The training loop: {@code w <- rule(w, g(w) + penalty'(w), rate(t))} for t = 0, 1, ...
 *
 * <p>It knows no Spark and no data: each iteration asks the objective for the loss and gradient of
 * a batch, adds the penalty's gradient, lets the update rule move the parameters and the penalty
 * act on the result. It ends after the iterations asked for, as soon as the loss is not finite, as
 * soon as the gradient is smaller than asked for, or where its listener says so.
 *
 * @param iterations at most
 * @param smallestGradient the loop has converged once the Euclidean norm of a batch's gradient,
 *     that of the penalty's smooth part included, is below; it ends before the update. 0 for never
 */
public record GradientDescent(
    Objective objective,
    Penalty penalty,
    UpdateRule rule,
    Schedule schedule,
    long iterations,
    double smallestGradient) {

  /** A loop that goes on however small the gradient is. */
  public GradientDescent(
      Objective objective, Penalty penalty, UpdateRule rule, Schedule schedule, long iterations) {
    this(objective, penalty, rule, schedule, iterations, 0);
  }

  /**
   * Runs the loop on {@code parameters}, which are modified.
   *
   * @param first the iteration to begin with: 0, or where a checkpoint was taken
   * @param listener receives each finished step, and is asked before each one
   */
  public Outcome run(float[] parameters, long first, StepListener listener) {
    for (long iteration = first; iteration < iterations; iteration++) {
      Optional<StopReason> stop = listener.stop();
      if (stop.isPresent()) {
        return new Outcome(stop.get(), iteration);
      }
      LossAndGradient data = objective.evaluate(parameters, iteration);
      Attempt attempt = step(parameters, data, iteration);
      if (attempt instanceof Outcome outcome) {
        return outcome;
      }
      listener.after((Step) attempt);
    }
    return finish(parameters, first);
  }

  /**
   * Makes one update, given the data loss and gradient of its batch.
   *
   * @param parameters modified if a step is made; the gradient too, unless the loss is not finite
   * @return what was done, or how the loop ended instead
   */
  Attempt step(float[] parameters, LossAndGradient data, long iteration) {
    double penaltyValue = penalty.value(parameters);
    if (!Double.isFinite(data.loss() + penaltyValue)) {
      return new Outcome(StopReason.DIVERGED, iteration);
    }
    double rate = schedule.learningRate(iteration);
    penalty.addGradient(parameters, data.gradient());
    if (smallestGradient > 0 && norm(data.gradient()) < smallestGradient) {
      return new Outcome(StopReason.CONVERGED, iteration);
    }
    rule.step(parameters, data.gradient(), rate, iteration);
    if (penalty.actsAfterStep()) {
      // The gradient has done its work: its array takes the parameters of before.
      float[] before = data.gradient();
      System.arraycopy(parameters, 0, before, 0, parameters.length);
      penalty.afterStep(parameters, rate);
      rule.moved(before, parameters);
    }
    return new Step(iteration, rate, data.loss(), penaltyValue, parameters);
  }

  /** {@code sqrt(sum_i v_i^2)}, added up in doubles in the order of i. */
  private static double norm(float[] v) {
    double squares = 0;
    for (float value : v) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  /** The outcome after the last iteration. */
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
  public record Outcome(StopReason stopReason, long iterationsRun) implements Attempt {}
}

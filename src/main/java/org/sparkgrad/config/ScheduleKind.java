package org.sparkgrad.config;

import org.sparkgrad.choice.Choice;
import org.sparkgrad.optim.Schedule;

/** The schedules that can be chosen. */
public enum ScheduleKind implements Choice {
  CONSTANT,
  STEP,
  EXPONENTIAL,
  INVERSE_TIME,
  COSINE,
  LINEAR,
  TRIANGULAR;

  /** Whether it starts at its full rate, to which a warm-up can lead. */
  boolean startsFull() {
    return this != TRIANGULAR;
  }

  /**
   * The schedule of this kind, after its warm-up.
   *
   * @param rows of the training part
   */
  public static Schedule of(Hyperparameters hyperparameters, int rows) {
    long iterations = hyperparameters.iterations(rows);
    long warmUp = hyperparameters.warmUpIterations(rows);
    return hyperparameters
        .get(Hyperparameter.SCHEDULE)
        .of(hyperparameters, rows, iterations - warmUp)
        .warmedUp(warmUp);
  }

  private Schedule of(Hyperparameters hyperparameters, int rows, long iterations) {
    double rate = hyperparameters.get(Hyperparameter.LEARNING_RATE);
    return switch (this) {
      case CONSTANT -> Schedule.constant(rate);
      case STEP ->
          Schedule.step(
              rate,
              hyperparameters.get(Hyperparameter.DECAY_FACTOR),
              hyperparameters.decayIterations(rows));
      case EXPONENTIAL ->
          Schedule.exponential(
              rate,
              hyperparameters.get(Hyperparameter.DECAY_FACTOR),
              hyperparameters.decayIterations(rows));
      case INVERSE_TIME -> Schedule.inverseTime(rate, hyperparameters.decayIterations(rows));
      case COSINE -> Schedule.cosine(rate, iterations);
      case LINEAR -> Schedule.linear(rate, iterations);
      case TRIANGULAR ->
          Schedule.triangular(
              rate,
              hyperparameters.get(Hyperparameter.START_FACTOR),
              hyperparameters.get(Hyperparameter.END_FACTOR),
              hyperparameters.peakIteration(rows),
              iterations);
    };
  }
}

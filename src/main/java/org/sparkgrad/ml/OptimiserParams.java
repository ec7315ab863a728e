package org.sparkgrad.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.sparkgrad.config.Hyperparameter;

/** How gradients move the weights, as params. */
public interface OptimiserParams extends HyperparameterParams {
  /** The hyperparameter {@code learning-rate}. */
  default DoubleParam learningRate() {
    return hyperparameterParams().decimal(Hyperparameter.LEARNING_RATE);
  }

  /** The value of {@link #learningRate}. */
  default double getLearningRate() {
    return (double) getOrDefault(learningRate());
  }

  /** The hyperparameter {@code schedule}. */
  default Param<String> schedule() {
    return hyperparameterParams().text(Hyperparameter.SCHEDULE);
  }

  /** The value of {@link #schedule}. */
  default String getSchedule() {
    return getOrDefault(schedule());
  }

  /** The hyperparameter {@code decay-factor}. */
  default DoubleParam decayFactor() {
    return hyperparameterParams().decimal(Hyperparameter.DECAY_FACTOR);
  }

  /** The value of {@link #decayFactor}. */
  default double getDecayFactor() {
    return (double) getOrDefault(decayFactor());
  }

  /** The hyperparameter {@code decay-epochs}. */
  default DoubleParam decayEpochs() {
    return hyperparameterParams().decimal(Hyperparameter.DECAY_EPOCHS);
  }

  /** The value of {@link #decayEpochs}. */
  default double getDecayEpochs() {
    return (double) getOrDefault(decayEpochs());
  }

  /** The hyperparameter {@code warm-up}. */
  default DoubleParam warmUp() {
    return hyperparameterParams().decimal(Hyperparameter.WARM_UP);
  }

  /** The value of {@link #warmUp}. */
  default double getWarmUp() {
    return (double) getOrDefault(warmUp());
  }

  /** The hyperparameter {@code peak}. */
  default DoubleParam peak() {
    return hyperparameterParams().decimal(Hyperparameter.PEAK);
  }

  /** The value of {@link #peak}. */
  default double getPeak() {
    return (double) getOrDefault(peak());
  }

  /** The hyperparameter {@code start-factor}. */
  default DoubleParam startFactor() {
    return hyperparameterParams().decimal(Hyperparameter.START_FACTOR);
  }

  /** The value of {@link #startFactor}. */
  default double getStartFactor() {
    return (double) getOrDefault(startFactor());
  }

  /** The hyperparameter {@code end-factor}. */
  default DoubleParam endFactor() {
    return hyperparameterParams().decimal(Hyperparameter.END_FACTOR);
  }

  /** The value of {@link #endFactor}. */
  default double getEndFactor() {
    return (double) getOrDefault(endFactor());
  }

  /** The hyperparameter {@code update-rule}. */
  default Param<String> updateRule() {
    return hyperparameterParams().text(Hyperparameter.UPDATE_RULE);
  }

  /** The value of {@link #updateRule}. */
  default String getUpdateRule() {
    return getOrDefault(updateRule());
  }

  /** The hyperparameter {@code momentum}. */
  default DoubleParam momentum() {
    return hyperparameterParams().decimal(Hyperparameter.MOMENTUM);
  }

  /** The value of {@link #momentum}. */
  default double getMomentum() {
    return (double) getOrDefault(momentum());
  }

  /** The hyperparameter {@code rms-decay}. */
  default DoubleParam rmsDecay() {
    return hyperparameterParams().decimal(Hyperparameter.RMS_DECAY);
  }

  /** The value of {@link #rmsDecay}. */
  default double getRmsDecay() {
    return (double) getOrDefault(rmsDecay());
  }

  /** The hyperparameter {@code beta1}. */
  default DoubleParam beta1() {
    return hyperparameterParams().decimal(Hyperparameter.BETA1);
  }

  /** The value of {@link #beta1}. */
  default double getBeta1() {
    return (double) getOrDefault(beta1());
  }

  /** The hyperparameter {@code beta2}. */
  default DoubleParam beta2() {
    return hyperparameterParams().decimal(Hyperparameter.BETA2);
  }

  /** The value of {@link #beta2}. */
  default double getBeta2() {
    return (double) getOrDefault(beta2());
  }

  /** The hyperparameter {@code epsilon}. */
  default DoubleParam epsilon() {
    return hyperparameterParams().decimal(Hyperparameter.EPSILON);
  }

  /** The value of {@link #epsilon}. */
  default double getEpsilon() {
    return (double) getOrDefault(epsilon());
  }

  /** The hyperparameter {@code weight-decay}. */
  default DoubleParam weightDecay() {
    return hyperparameterParams().decimal(Hyperparameter.WEIGHT_DECAY);
  }

  /** The value of {@link #weightDecay}. */
  default double getWeightDecay() {
    return (double) getOrDefault(weightDecay());
  }

  /** The hyperparameter {@code average}. */
  default DoubleParam average() {
    return hyperparameterParams().decimal(Hyperparameter.AVERAGE);
  }

  /** The value of {@link #average}. */
  default double getAverage() {
    return (double) getOrDefault(average());
  }

  /** The hyperparameter {@code batch-size}. */
  default IntParam batchSize() {
    return hyperparameterParams().whole(Hyperparameter.BATCH_SIZE);
  }

  /** The value of {@link #batchSize}. */
  default int getBatchSize() {
    return (int) getOrDefault(batchSize());
  }

  /** The hyperparameter {@code sampling}. */
  default Param<String> sampling() {
    return hyperparameterParams().text(Hyperparameter.SAMPLING);
  }

  /** The value of {@link #sampling}. */
  default String getSampling() {
    return getOrDefault(sampling());
  }

  /** The hyperparameter {@code epochs}. */
  default DoubleParam epochs() {
    return hyperparameterParams().decimal(Hyperparameter.EPOCHS);
  }

  /** The value of {@link #epochs}. */
  default double getEpochs() {
    return (double) getOrDefault(epochs());
  }

  /** The hyperparameter {@code iterations}. */
  default IntParam iterations() {
    return hyperparameterParams().whole(Hyperparameter.ITERATIONS);
  }

  /** The value of {@link #iterations}. */
  default int getIterations() {
    return (int) getOrDefault(iterations());
  }

  /** The hyperparameter {@code patience}. */
  default IntParam patience() {
    return hyperparameterParams().whole(Hyperparameter.PATIENCE);
  }

  /** The value of {@link #patience}. */
  default int getPatience() {
    return (int) getOrDefault(patience());
  }

  /** The hyperparameter {@code patience-interval}. */
  default IntParam patienceInterval() {
    return hyperparameterParams().whole(Hyperparameter.PATIENCE_INTERVAL);
  }

  /** The value of {@link #patienceInterval}. */
  default int getPatienceInterval() {
    return (int) getOrDefault(patienceInterval());
  }

  /** The hyperparameter {@code gradient-norm}. */
  default DoubleParam gradientNorm() {
    return hyperparameterParams().decimal(Hyperparameter.GRADIENT_NORM);
  }

  /** The value of {@link #gradientNorm}. */
  default double getGradientNorm() {
    return (double) getOrDefault(gradientNorm());
  }

  /** The hyperparameter {@code bias-rate-factor}. */
  default DoubleParam biasRateFactor() {
    return hyperparameterParams().decimal(Hyperparameter.BIAS_RATE_FACTOR);
  }

  /** The value of {@link #biasRateFactor}. */
  default double getBiasRateFactor() {
    return (double) getOrDefault(biasRateFactor());
  }

  /** The hyperparameter {@code seed}. */
  default LongParam seed() {
    return hyperparameterParams().longWhole(Hyperparameter.SEED);
  }

  /** The value of {@link #seed}. */
  default long getSeed() {
    return (long) getOrDefault(seed());
  }
}

package org.sparkgrad.ml;

import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;

/**
 * Setters of all hyperparameters. Each refuses a value that is out of the param's range; {@code
 * explainParams} says what they mean.
 */
abstract class ClassifierSetters
    extends ProbabilisticClassifier<Vector, SparkgradClassifier, SparkgradClassificationModel>
    implements ClassifierParams,
        ModelParams,
        LossParams,
        OptimiserParams,
        FeatureParams,
        DataParams,
        HyperparameterParams,
        OwnParams {
  private static final long serialVersionUID = 1L;

  private SparkgradClassifier with(Param<?> param, Object value) {
    set(param.name(), value);
    return (SparkgradClassifier) this;
  }

  /** Sets {@link #model}. */
  public SparkgradClassifier setModel(String value) {
    return with(model(), value);
  }

  /** Sets {@link #hidden}. */
  public SparkgradClassifier setHidden(int value) {
    return with(hidden(), value);
  }

  /** Sets {@link #dropout}. */
  public SparkgradClassifier setDropout(double value) {
    return with(dropout(), value);
  }

  /** Sets {@link #loss}. */
  public SparkgradClassifier setLoss(String value) {
    return with(loss(), value);
  }

  /** Sets {@link #margin}. */
  public SparkgradClassifier setMargin(double value) {
    return with(margin(), value);
  }

  /** Sets {@link #labelSmoothing}. */
  public SparkgradClassifier setLabelSmoothing(double value) {
    return with(labelSmoothing(), value);
  }

  /** Sets {@link #features}. */
  public SparkgradClassifier setFeatures(String value) {
    return with(features(), value);
  }

  /** Sets {@link #flip}. */
  public SparkgradClassifier setFlip(String value) {
    return with(flip(), value);
  }

  /** Sets {@link #crop}. */
  public SparkgradClassifier setCrop(int value) {
    return with(crop(), value);
  }

  /** Sets {@link #cropPadding}. */
  public SparkgradClassifier setCropPadding(String value) {
    return with(cropPadding(), value);
  }

  /** Sets {@link #learningRate}. */
  public SparkgradClassifier setLearningRate(double value) {
    return with(learningRate(), value);
  }

  /** Sets {@link #schedule}. */
  public SparkgradClassifier setSchedule(String value) {
    return with(schedule(), value);
  }

  /** Sets {@link #decayFactor}. */
  public SparkgradClassifier setDecayFactor(double value) {
    return with(decayFactor(), value);
  }

  /** Sets {@link #decayEpochs}. */
  public SparkgradClassifier setDecayEpochs(double value) {
    return with(decayEpochs(), value);
  }

  /** Sets {@link #warmUp}. */
  public SparkgradClassifier setWarmUp(double value) {
    return with(warmUp(), value);
  }

  /** Sets {@link #peak}. */
  public SparkgradClassifier setPeak(double value) {
    return with(peak(), value);
  }

  /** Sets {@link #startFactor}. */
  public SparkgradClassifier setStartFactor(double value) {
    return with(startFactor(), value);
  }

  /** Sets {@link #endFactor}. */
  public SparkgradClassifier setEndFactor(double value) {
    return with(endFactor(), value);
  }

  /** Sets {@link #updateRule}. */
  public SparkgradClassifier setUpdateRule(String value) {
    return with(updateRule(), value);
  }

  /** Sets {@link #momentum}. */
  public SparkgradClassifier setMomentum(double value) {
    return with(momentum(), value);
  }

  /** Sets {@link #rmsDecay}. */
  public SparkgradClassifier setRmsDecay(double value) {
    return with(rmsDecay(), value);
  }

  /** Sets {@link #beta1}. */
  public SparkgradClassifier setBeta1(double value) {
    return with(beta1(), value);
  }

  /** Sets {@link #beta2}. */
  public SparkgradClassifier setBeta2(double value) {
    return with(beta2(), value);
  }

  /** Sets {@link #epsilon}. */
  public SparkgradClassifier setEpsilon(double value) {
    return with(epsilon(), value);
  }

  /** Sets {@link #weightDecay}. */
  public SparkgradClassifier setWeightDecay(double value) {
    return with(weightDecay(), value);
  }

  /** Sets {@link #average}. */
  public SparkgradClassifier setAverage(double value) {
    return with(average(), value);
  }

  /** Sets {@link #batchSize}. */
  public SparkgradClassifier setBatchSize(int value) {
    return with(batchSize(), value);
  }

  /** Sets {@link #sampling}. */
  public SparkgradClassifier setSampling(String value) {
    return with(sampling(), value);
  }

  /** Sets {@link #epochs}. */
  public SparkgradClassifier setEpochs(double value) {
    return with(epochs(), value);
  }

  /** Sets {@link #iterations}. */
  public SparkgradClassifier setIterations(int value) {
    return with(iterations(), value);
  }

  /** Sets {@link #patience}. */
  public SparkgradClassifier setPatience(int value) {
    return with(patience(), value);
  }

  /** Sets {@link #patienceInterval}. */
  public SparkgradClassifier setPatienceInterval(int value) {
    return with(patienceInterval(), value);
  }

  /** Sets {@link #gradientNorm}. */
  public SparkgradClassifier setGradientNorm(double value) {
    return with(gradientNorm(), value);
  }

  /** Sets {@link #l1}. */
  public SparkgradClassifier setL1(double value) {
    return with(l1(), value);
  }

  /** Sets {@link #l1Method}. */
  public SparkgradClassifier setL1Method(String value) {
    return with(l1Method(), value);
  }

  /** Sets {@link #l2}. */
  public SparkgradClassifier setL2(double value) {
    return with(l2(), value);
  }

  /** Sets {@link #l2Factor}. */
  public SparkgradClassifier setL2Factor(String value) {
    return with(l2Factor(), value);
  }

  /** Sets {@link #maxNorm}. */
  public SparkgradClassifier setMaxNorm(double value) {
    return with(maxNorm(), value);
  }

  /** Sets {@link #bias}. */
  public SparkgradClassifier setBias(boolean value) {
    return with(bias(), value);
  }

  /** Sets {@link #biasRateFactor}. */
  public SparkgradClassifier setBiasRateFactor(double value) {
    return with(biasRateFactor(), value);
  }

  /** Sets {@link #init}. */
  public SparkgradClassifier setInit(String value) {
    return with(init(), value);
  }

  /** Sets {@link #initScale}. */
  public SparkgradClassifier setInitScale(double value) {
    return with(initScale(), value);
  }

  /** Sets {@link #validation}. */
  public SparkgradClassifier setValidation(int value) {
    return with(validation(), value);
  }

  /** Sets {@link #seed}. */
  public SparkgradClassifier setSeed(long value) {
    return with(seed(), value);
  }

  /** Sets {@link #idCol}. */
  public SparkgradClassifier setIdCol(String value) {
    return with(idCol(), value);
  }

  /** Sets {@link #imageShape}. */
  public SparkgradClassifier setImageShape(String value) {
    return with(imageShape(), value);
  }

  /** Sets {@link #blocks}. */
  public SparkgradClassifier setBlocks(int value) {
    return with(blocks(), value);
  }

  /** Sets {@link #validationIndicatorCol}. */
  public SparkgradClassifier setValidationIndicatorCol(String value) {
    return with(validationIndicatorCol(), value);
  }

  /** Refused: see {@link #weightCol}. */
  public SparkgradClassifier setWeightCol(String value) {
    return with(weightCol(), value);
  }
}

package org.sparkgrad.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.image.Shift;
import org.sparkgrad.loss.LossKind;

/**
 * Every hyperparameter of a training run: its name on the command line and in properties files, its
 * valid range, its default and what it means. Options, help, grid axes, table columns and saved
 * models all derive from this list. A grid's cells vary the last of its axes fastest.
 */
public enum Hyperparameter {
  MODEL(
      "linear",
      Domain.choice(Architecture.NAMES),
      "the model: linear; softmax-relu, linear on max(0, x) and max(0, -x) of each feature; a"
          + " two-layer net of rectified linear units; and to compare with, nearest-mean, the nearest"
          + " of the classes' mean features, and random-search, the best of as many random weights"
          + " as there are iterations"),
  HIDDEN("256", Domain.count(1), "hidden units of a two-layer model"),
  DROPOUT("0", Domain.fraction(), "share of a two-layer model's hidden units dropped in training"),
  LOSS(
      "softmax",
      Domain.choice(LossKind.labels()),
      "the loss: softmax cross-entropy, or a hinge of support vector machines"),
  MARGIN("1", Domain.positive(), "the margin of the hinge losses; softmax has none"),
  FEATURES(
      "raw|standardize",
      Domain.text(FeaturePipeline.grammar(), FeaturePipeline::withBars),
      "how pixels become features: sources, raw being pixels from 0 to 255, then stages fitted on the"
          + " training part"),
  FLIP("false", Domain.flag(), "whether images of training batches are flipped, every other one"),
  CROP(
      "0",
      Domain.count(0, Shift.LARGEST),
      "pixels that images of training batches are padded by, then cropped anew; 0 for no crop"),
  LEARNING_RATE("0.01", Domain.positive(), "the step size at the start"),
  SCHEDULE(
      "constant", Domain.choice(ScheduleName.class), "how the learning rate falls over the run"),
  DECAY_FACTOR(
      "0.5",
      Domain.between(1e-9, 1),
      "what the learning rate is multiplied by over each decay-epochs",
      Scope.of(SCHEDULE, "step", "exponential")),
  DECAY_EPOCHS(
      "5",
      Domain.positive(),
      "passes over the training part in which the learning rate falls by decay-factor, or to half",
      Scope.of(SCHEDULE, "step", "exponential", "inverse-time")),
  WARM_UP(
      "0",
      Domain.fraction(),
      "share of the iterations, the first ones, over which the learning rate rises to its start"),
  UPDATE_RULE("momentum", Domain.choice(RuleName.class), "how a gradient moves the weights"),
  MOMENTUM(
      "0",
      Domain.fraction(),
      "how much of a step goes on into the next; 0 is plain gradient descent",
      Scope.of(UPDATE_RULE, "momentum", "nesterov")),
  RMS_DECAY(
      "0.9",
      Domain.fraction(),
      "how much of the mean of squared gradients is kept",
      Scope.of(UPDATE_RULE, "rmsprop")),
  BETA1(
      "0.9",
      Domain.fraction(),
      "how much of the mean of gradients is kept",
      Scope.of(UPDATE_RULE, "adam", "adamw")),
  BETA2(
      "0.999",
      Domain.fraction(),
      "how much of the mean of squared gradients is kept",
      Scope.of(UPDATE_RULE, "adam", "adamw")),
  EPSILON(
      "1e-8",
      Domain.between(1e-30, 1),
      "what is added to the root of squared gradients before it divides",
      Scope.of(UPDATE_RULE, "adagrad", "rmsprop", "adam", "adamw")),
  WEIGHT_DECAY(
      "0.01",
      Domain.notNegative(),
      "weights, not biases, lose this times the learning rate of themselves in each step",
      Scope.of(UPDATE_RULE, "adamw")),
  AVERAGE(
      "0",
      Domain.between(0, 1),
      "share of the iterations, the last ones, whose weights are averaged into the model"),
  BATCH_SIZE("256", Domain.count(1), "rows of a batch"),
  SAMPLING(
      "shuffle",
      Domain.choice("shuffle", "replacement"),
      "each row once an epoch, or uniform with replacement"),
  EPOCHS("10", Domain.positive(), "passes over the training part; not together with iterations"),
  ITERATIONS(null, Domain.count(0), "updates of the weights; not together with epochs"),
  PATIENCE(
      "0",
      Domain.count(0),
      "evaluations in a row without a higher validation accuracy before training stops; the weights"
          + " with the highest are kept; 0 for no early stopping"),
  PATIENCE_INTERVAL(
      null, Domain.count(1), "iterations between two evaluations of patience; an epoch if not set"),
  GRADIENT_NORM(
      "0",
      Domain.notNegative(),
      "training has converged once the norm of a batch's gradient, penalty included, is below; 0"
          + " for never"),
  L1("0", Domain.notNegative(), "strength of the L1 penalty; with l2 the elastic net"),
  L1_METHOD(
      "proximal",
      Domain.choice("proximal", "subgradient"),
      "how L1 acts: proximal makes weights exactly zero, subgradient does not"),
  L2("0", Domain.notNegative(), "strength of the L2 penalty"),
  L2_FACTOR(
      "half",
      Domain.choice("half", "one"),
      "the L2 penalty is this factor times strength times the sum of squares"),
  MAX_NORM(
      "0",
      Domain.notNegative(),
      "largest length of the weights of each class or hidden unit; 0 is no limit"),
  BIAS("true", Domain.flag(), "whether each class has a bias; a bias is never penalised"),
  INIT(
      "auto",
      Domain.choice(Architecture.STARTS),
      "weights start from N(0, init-scale squared) or He's N(0, 2 / inputs); auto is he for a"
          + " two-layer model, else normal"),
  INIT_SCALE("0.0001", Domain.notNegative(), "scale of weights that start as normal"),
  VALIDATION("5000", Domain.count(0), "training rows held out at the end for validation"),
  SEED("1", Domain.wholeNumber(), "decides the start, every batch, and its flips and crops");

  private final String defaultText;
  private final Domain domain;
  private final String description;
  private final Scope scope;

  Hyperparameter(String defaultText, Domain domain, String description) {
    this(defaultText, domain, description, null);
  }

  Hyperparameter(String defaultText, Domain domain, String description, Scope scope) {
    this.defaultText = defaultText;
    this.domain = domain;
    this.description = description;
    this.scope = scope;
  }

  /** The name on the command line and in properties files, such as {@code learning-rate}. */
  public String key() {
    return column().replace('_', '-');
  }

  /** The name in tables, such as {@code learning_rate}. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The value used where none is given; empty where there is none. */
  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  public String description() {
    return description;
  }

  /** The valid range in words. */
  public String expected() {
    return domain.expected();
  }

  /** Where it is read, if not always: elsewhere a cell has no value of it. */
  public Optional<Scope> scope() {
    return Optional.ofNullable(scope);
  }

  public DataType columnType() {
    return domain.columnType();
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException saying what was expected and what was found
   */
  public Object parse(String text) {
    return domain.parse(text);
  }

  /** The hyperparameter of a key. */
  public static Optional<Hyperparameter> ofKey(String key) {
    return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
  }
}

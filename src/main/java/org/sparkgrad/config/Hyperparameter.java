package org.sparkgrad.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.sparkgrad.feature.FeatureString;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.image.Padding;
import org.sparkgrad.loss.LossKind;

/**
 * A hyperparameter of a training run, the key of its value: its name on the command line and in
 * properties files, its valid range, its default and what it means. Options, help, grid axes, table
 * columns and saved models all derive from the list of them, which is in the order of the
 * constants. A grid's cells vary the last of its axes fastest.
 *
 * @param <T> the type of its values
 */
public final class Hyperparameter<T> {
  private static final List<Hyperparameter<?>> ALL = new ArrayList<>();

  public static final Hyperparameter<ModelChoice> MODEL =
      add(
          new Hyperparameter<>(
                  "model",
                  OptionGroup.MODEL,
                  Domain.model(),
                  "the model: linear; softmax-relu, linear on max(0, x) and max(0, -x) of each feature; a"
                      + " two-layer net of rectified linear units; and to compare with, nearest-mean, the nearest"
                      + " of the classes' mean features, and random-search, the best of as many random weights"
                      + " as there are iterations; convolutional nets by name, or layers")
              .byDefault("linear"));

  private static final Scope BY_GRADIENT = Scope.ofModels(MODEL, ModelChoice::isByGradient);
  private static final Scope ITERATIVE = Scope.ofModels(MODEL, ModelChoice::isIterative);

  /** Biases are among their layers' options. */
  private static final Scope NETWORK =
      Scope.ofModels(MODEL, model -> !(model instanceof ModelKind));

  public static final Hyperparameter<Integer> HIDDEN =
      add(
          new Hyperparameter<>("hidden", OptionGroup.MODEL, Domain.count(1), "hidden units")
              .byDefault("256")
              .readIn(Scope.ofModels(MODEL, model -> model == ModelKind.TWO_LAYER)));

  public static final Hyperparameter<Double> DROPOUT =
      add(
          new Hyperparameter<>(
                  "dropout",
                  OptionGroup.MODEL,
                  Domain.fraction(),
                  "share of the hidden units dropped in training")
              .byDefault("0")
              .readIn(Scope.ofModels(MODEL, model -> model == ModelKind.TWO_LAYER)));

  public static final Hyperparameter<LossKind> LOSS =
      add(
          new Hyperparameter<>(
                  "loss",
                  OptionGroup.LOSS_AND_PENALTY,
                  Domain.choice(LossKind.class),
                  "the loss: softmax cross-entropy, or a hinge of support vector machines")
              .byDefault("softmax"));

  public static final Hyperparameter<Double> MARGIN =
      add(
          new Hyperparameter<>(
                  "margin",
                  OptionGroup.LOSS_AND_PENALTY,
                  Domain.positive(),
                  "the margin of a hinge")
              .byDefault("1")
              .readIn(Scope.of(LOSS, LossKind::hasMargin)));

  public static final Hyperparameter<Double> LABEL_SMOOTHING =
      add(
          new Hyperparameter<>(
                  "label-smoothing",
                  OptionGroup.LOSS_AND_PENALTY,
                  Domain.fraction(),
                  "share of the target that softmax spreads evenly over all classes")
              .byDefault("0")
              .readIn(Scope.of(LOSS, LossKind.SOFTMAX).and(ITERATIVE)));

  public static final Hyperparameter<String> FEATURES =
      add(
          new Hyperparameter<>(
                  "features",
                  OptionGroup.DATA_AND_FEATURES,
                  Domain.text(FeatureString.grammar(), FeatureString::withBars),
                  "how pixels become features: sources, raw being pixels from 0 to 255, then stages fitted on the"
                      + " training part")
              .byDefault("raw|standardize"));

  public static final Hyperparameter<FlipKind> FLIP =
      add(
          new Hyperparameter<>(
                  "flip",
                  OptionGroup.DATA_AND_FEATURES,
                  Domain.choice(FlipKind.class, FlipKind.RANDOM, FlipKind.NONE),
                  "how images of training batches are flipped: not; each time with probability 1/2; or"
                      + " so in the first epoch and then by turns")
              .byDefault("none")
              .readIn(BY_GRADIENT)
              .inColumn("flip", DataTypes.BooleanType, FlipKind::flips)
              .inColumn(
                  "flip_kind", DataTypes.StringType, kind -> kind.flips() ? kind.label() : null));

  public static final Hyperparameter<Integer> CROP =
      add(
          new Hyperparameter<>(
                  "crop",
                  OptionGroup.DATA_AND_FEATURES,
                  Domain.count(0),
                  "pixels that images of training batches are padded by, then cropped anew; 0 for no crop")
              .byDefault("0")
              .readIn(BY_GRADIENT));

  public static final Hyperparameter<Padding> CROP_PADDING =
      add(
          new Hyperparameter<>(
                  "crop-padding",
                  OptionGroup.DATA_AND_FEATURES,
                  Domain.choice(Padding.class),
                  "what images are padded with: their pixels, reflected at the edge, or zeros, which are"
                      + " black")
              .byDefault("reflect")
              .readIn(Scope.above0(CROP)));

  public static final Hyperparameter<Double> LEARNING_RATE =
      add(
          new Hyperparameter<>(
                  "learning-rate",
                  OptionGroup.OPTIMISER,
                  Domain.positive(),
                  "the step size at the start, or at the peak of a triangular schedule")
              .byDefault("0.01")
              .readIn(BY_GRADIENT)
              .mayDifferInGroup());

  public static final Hyperparameter<ScheduleKind> SCHEDULE =
      add(
          new Hyperparameter<>(
                  "schedule",
                  OptionGroup.OPTIMISER,
                  Domain.choice(ScheduleKind.class),
                  "how the learning rate changes over the run")
              .byDefault("constant")
              .readIn(BY_GRADIENT)
              .mayDifferInGroup());

  public static final Hyperparameter<Double> DECAY_FACTOR =
      add(
          new Hyperparameter<>(
                  "decay-factor",
                  OptionGroup.OPTIMISER,
                  Domain.between(1e-9, 1),
                  "what the learning rate is multiplied by over each decay-epochs")
              .byDefault("0.5")
              .readIn(Scope.of(SCHEDULE, ScheduleKind.STEP, ScheduleKind.EXPONENTIAL))
              .mayDifferInGroup());

  public static final Hyperparameter<BigDecimal> DECAY_EPOCHS =
      add(
          new Hyperparameter<>(
                  "decay-epochs",
                  OptionGroup.OPTIMISER,
                  Domain.exact(Domain.positive()),
                  "passes over the training part in which the learning rate falls by decay-factor, or to half")
              .byDefault("5")
              .readIn(
                  Scope.of(
                      SCHEDULE,
                      ScheduleKind.STEP,
                      ScheduleKind.EXPONENTIAL,
                      ScheduleKind.INVERSE_TIME))
              .mayDifferInGroup());

  public static final Hyperparameter<BigDecimal> WARM_UP =
      add(
          new Hyperparameter<>(
                  "warm-up",
                  OptionGroup.OPTIMISER,
                  Domain.exact(Domain.fraction()),
                  "share of the iterations, the first ones, over which the learning rate rises to its start")
              .byDefault("0")
              .readIn(BY_GRADIENT.and(Scope.of(SCHEDULE, ScheduleKind::startsFull)))
              .mayDifferInGroup());

  public static final Hyperparameter<BigDecimal> PEAK =
      add(
          new Hyperparameter<>(
                  "peak",
                  OptionGroup.OPTIMISER,
                  Domain.exact(Domain.between(0, 1)),
                  "share of the iterations over which a triangular learning rate rises")
              .byDefault("0.23")
              .readIn(Scope.of(SCHEDULE, ScheduleKind.TRIANGULAR))
              .mayDifferInGroup());

  public static final Hyperparameter<Double> START_FACTOR =
      add(
          new Hyperparameter<>(
                  "start-factor",
                  OptionGroup.OPTIMISER,
                  Domain.between(0, 1),
                  "what a triangular learning rate is multiplied by at the start")
              .byDefault("0.2")
              .readIn(Scope.of(SCHEDULE, ScheduleKind.TRIANGULAR))
              .mayDifferInGroup());

  public static final Hyperparameter<Double> END_FACTOR =
      add(
          new Hyperparameter<>(
                  "end-factor",
                  OptionGroup.OPTIMISER,
                  Domain.between(0, 1),
                  "what it is multiplied by at the end of a triangular schedule")
              .byDefault("0.07")
              .readIn(Scope.of(SCHEDULE, ScheduleKind.TRIANGULAR))
              .mayDifferInGroup());

  public static final Hyperparameter<RuleKind> UPDATE_RULE =
      add(
          new Hyperparameter<>(
                  "update-rule",
                  OptionGroup.OPTIMISER,
                  Domain.choice(RuleKind.class),
                  "how a gradient moves the weights; if only momentum is given, by momentum")
              .byDefault("plain")
              .readIn(BY_GRADIENT)
              .mayDifferInGroup());

  public static final Hyperparameter<Double> MOMENTUM =
      add(
          new Hyperparameter<>(
                  "momentum",
                  OptionGroup.OPTIMISER,
                  Domain.fraction(),
                  "how much of a step goes on into the next")
              .byDefault("0.9")
              .readIn(Scope.of(UPDATE_RULE, RuleKind.MOMENTUM, RuleKind.NESTEROV))
              .mayDifferInGroup());

  public static final Hyperparameter<Double> RMS_DECAY =
      add(
          new Hyperparameter<>(
                  "rms-decay",
                  OptionGroup.OPTIMISER,
                  Domain.fraction(),
                  "how much of the mean of squared gradients is kept")
              .byDefault("0.9")
              .readIn(Scope.of(UPDATE_RULE, RuleKind.RMSPROP))
              .mayDifferInGroup());

  public static final Hyperparameter<Double> BETA1 =
      add(
          new Hyperparameter<>(
                  "beta1",
                  OptionGroup.OPTIMISER,
                  Domain.fraction(),
                  "how much of the mean of gradients is kept")
              .byDefault("0.9")
              .readIn(Scope.of(UPDATE_RULE, RuleKind.ADAM, RuleKind.ADAMW))
              .mayDifferInGroup());

  public static final Hyperparameter<Double> BETA2 =
      add(
          new Hyperparameter<>(
                  "beta2",
                  OptionGroup.OPTIMISER,
                  Domain.fraction(),
                  "how much of the mean of squared gradients is kept")
              .byDefault("0.999")
              .readIn(Scope.of(UPDATE_RULE, RuleKind.ADAM, RuleKind.ADAMW))
              .mayDifferInGroup());

  public static final Hyperparameter<Double> EPSILON =
      add(
          new Hyperparameter<>(
                  "epsilon",
                  OptionGroup.OPTIMISER,
                  Domain.between(1e-30, 1),
                  "what is added to the root of squared gradients before it divides")
              .byDefault("1e-8")
              .readIn(
                  Scope.of(
                      UPDATE_RULE,
                      RuleKind.ADAGRAD,
                      RuleKind.RMSPROP,
                      RuleKind.ADAM,
                      RuleKind.ADAMW))
              .mayDifferInGroup());

  public static final Hyperparameter<Double> WEIGHT_DECAY =
      add(
          new Hyperparameter<>(
                  "weight-decay",
                  OptionGroup.OPTIMISER,
                  Domain.notNegative(),
                  "weights, not biases, lose this times the learning rate of themselves in each step; 0"
                      + " for momentum and nesterov unless given")
              .byDefault("0.01")
              .readIn(Scope.of(UPDATE_RULE, RuleKind.MOMENTUM, RuleKind.NESTEROV, RuleKind.ADAMW))
              .mayDifferInGroup());

  public static final Hyperparameter<BigDecimal> AVERAGE =
      add(
          new Hyperparameter<>(
                  "average",
                  OptionGroup.OPTIMISER,
                  Domain.exact(Domain.between(0, 1)),
                  "share of the iterations, the last ones, whose weights are averaged into the model")
              .byDefault("0")
              .readIn(BY_GRADIENT)
              .mayDifferInGroup());

  public static final Hyperparameter<Integer> BATCH_SIZE =
      add(
          new Hyperparameter<>(
                  "batch-size", OptionGroup.OPTIMISER, Domain.count(1), "rows of a batch")
              .byDefault("256")
              .readIn(ITERATIVE));

  public static final Hyperparameter<SamplingKind> SAMPLING =
      add(
          new Hyperparameter<>(
                  "sampling",
                  OptionGroup.OPTIMISER,
                  Domain.choice(SamplingKind.class),
                  "each row once an epoch; uniform with replacement; or each row once an epoch and an"
                      + " equal share of each batch from each block")
              .byDefault("shuffle")
              .readIn(BY_GRADIENT));

  public static final Hyperparameter<BigDecimal> EPOCHS =
      add(
          new Hyperparameter<>(
                  "epochs",
                  OptionGroup.OPTIMISER,
                  Domain.exact(Domain.positive()),
                  "passes over the training part; not together with iterations")
              .byDefault("10")
              .readIn(ITERATIVE));

  public static final Hyperparameter<Integer> ITERATIONS =
      add(
          new Hyperparameter<>(
                  "iterations",
                  OptionGroup.OPTIMISER,
                  Domain.count(0),
                  "updates of the weights; not together with epochs")
              .readIn(ITERATIVE));

  public static final Hyperparameter<Integer> PATIENCE =
      add(
          new Hyperparameter<>(
                  "patience",
                  OptionGroup.OPTIMISER,
                  Domain.count(0),
                  "evaluations in a row without a higher validation accuracy before training stops; the weights"
                      + " with the highest are kept; 0 for no early stopping")
              .byDefault("0")
              .readIn(BY_GRADIENT)
              .mayDifferInGroup());

  public static final Hyperparameter<Integer> PATIENCE_INTERVAL =
      add(
          new Hyperparameter<>(
                  "patience-interval",
                  OptionGroup.OPTIMISER,
                  Domain.count(1),
                  "iterations between two evaluations of patience; an epoch if not set")
              .readIn(Scope.above0(PATIENCE))
              .mayDifferInGroup());

  public static final Hyperparameter<Double> GRADIENT_NORM =
      add(
          new Hyperparameter<>(
                  "gradient-norm",
                  OptionGroup.OPTIMISER,
                  Domain.notNegative(),
                  "training has converged once the norm of a batch's gradient, penalty included, is below; 0"
                      + " for never")
              .byDefault("0")
              .readIn(BY_GRADIENT)
              .mayDifferInGroup());

  public static final Hyperparameter<Double> L1 =
      add(
          new Hyperparameter<>(
                  "l1",
                  OptionGroup.LOSS_AND_PENALTY,
                  Domain.notNegative(),
                  "strength of the L1 penalty; with l2 the elastic net")
              .byDefault("0")
              .readIn(ITERATIVE)
              .mayDifferInGroup());

  public static final Hyperparameter<L1Method> L1_METHOD =
      add(
          new Hyperparameter<>(
                  "l1-method",
                  OptionGroup.LOSS_AND_PENALTY,
                  Domain.choice(L1Method.class),
                  "how L1 acts: proximal makes weights exactly zero, subgradient does not")
              .byDefault("proximal")
              .readIn(Scope.above0(L1).and(BY_GRADIENT))
              .mayDifferInGroup());

  public static final Hyperparameter<Double> L2 =
      add(
          new Hyperparameter<>(
                  "l2",
                  OptionGroup.LOSS_AND_PENALTY,
                  Domain.notNegative(),
                  "strength of the L2 penalty")
              .byDefault("0")
              .readIn(ITERATIVE)
              .mayDifferInGroup());

  public static final Hyperparameter<L2Factor> L2_FACTOR =
      add(
          new Hyperparameter<>(
                  "l2-factor",
                  OptionGroup.LOSS_AND_PENALTY,
                  Domain.choice(L2Factor.class),
                  "the L2 penalty is this factor times strength times the sum of squares")
              .byDefault("half")
              .readIn(Scope.above0(L2))
              .mayDifferInGroup());

  public static final Hyperparameter<Double> MAX_NORM =
      add(
          new Hyperparameter<>(
                  "max-norm",
                  OptionGroup.LOSS_AND_PENALTY,
                  Domain.notNegative(),
                  "largest length of the weights of each class or hidden unit; 0 is no limit")
              .byDefault("0")
              .readIn(BY_GRADIENT)
              .mayDifferInGroup());

  public static final Hyperparameter<Boolean> BIAS =
      add(
          new Hyperparameter<>(
                  "bias",
                  OptionGroup.MODEL,
                  Domain.flag(),
                  "whether each class has a bias; a bias is never penalised")
              .byDefault("true")
              .readIn(Scope.ofModels(MODEL, model -> model instanceof ModelKind)));

  public static final Hyperparameter<Double> BIAS_RATE_FACTOR =
      add(
          new Hyperparameter<>(
                  "bias-rate-factor",
                  OptionGroup.OPTIMISER,
                  Domain.positive(),
                  "what the learning rate is multiplied by for biases; of a net with normalisations, for theirs alone")
              .byDefault("1")
              .readIn(BY_GRADIENT.and(Scope.isTrue(BIAS).or(NETWORK)))
              .mayDifferInGroup());

  public static final Hyperparameter<InitKind> INIT =
      add(
          new Hyperparameter<>(
                  "init",
                  OptionGroup.MODEL,
                  Domain.choice(InitKind.class),
                  "weights start from N(0, init-scale squared), He's N(0, 2 / inputs), or uniform within 1 over"
                      + " the root of the inputs, with identity filters that hand on a channel each; auto is"
                      + " identity for cifar-net and convnet-93, uniform for tang-2013, he for two-layer and other"
                      + " nets, else normal")
              .byDefault("auto")
              .readIn(ITERATIVE)
              .mayDifferInGroup());

  public static final Hyperparameter<Double> INIT_SCALE =
      add(
          new Hyperparameter<>(
                  "init-scale",
                  OptionGroup.MODEL,
                  Domain.notNegative(),
                  "scale of weights that start as normal")
              .byDefault("0.0001")
              .readIn(
                  Scope.of(INIT, InitKind.NORMAL)
                      .or(
                          Scope.of(INIT, InitKind.AUTO)
                              .and(Scope.ofModels(MODEL, ModelChoice::startsAsNormal))))
              .mayDifferInGroup());

  public static final Hyperparameter<Integer> VALIDATION =
      add(
          new Hyperparameter<>(
                  "validation",
                  OptionGroup.DATA_AND_FEATURES,
                  Domain.count(0),
                  "training rows held out at the end for validation")
              .byDefault("5000"));

  public static final Hyperparameter<Long> SEED =
      add(
          new Hyperparameter<>(
                  "seed",
                  OptionGroup.RUN,
                  Domain.wholeNumber(),
                  "decides the start, every batch, and its flips and crops")
              .byDefault("1")
              .readIn(ITERATIVE));

  private final String key;
  private final OptionGroup group;
  private final Domain<T> domain;
  private final String description;

  // These are set while the constants are made, and not after.
  private Optional<String> defaultText = Optional.empty();
  private Optional<T> defaultValue = Optional.empty();
  private Scope scope = Scope.EVERYWHERE;
  private final List<TableColumn> columns = new ArrayList<>();
  private boolean mayDifferInGroup;

  private Hyperparameter(String key, OptionGroup group, Domain<T> domain, String description) {
    this.key = key;
    this.group = group;
    this.domain = domain;
    this.description = description;
  }

  private static <T> Hyperparameter<T> add(Hyperparameter<T> hyperparameter) {
    if (hyperparameter.columns.isEmpty()) {
      Domain<T> domain = hyperparameter.domain;
      hyperparameter.inColumn(hyperparameter.column(), domain.columnType(), domain.column());
    }
    ALL.add(hyperparameter);
    return hyperparameter;
  }

  private Hyperparameter<T> byDefault(String text) {
    defaultText = Optional.of(text);
    defaultValue = Optional.of(parse(text));
    return this;
  }

  private Hyperparameter<T> readIn(Scope cells) {
    scope = cells;
    return this;
  }

  /** Adds a column to those that it has in tables, which are in the place of the usual one. */
  private Hyperparameter<T> inColumn(String name, DataType type, Function<T, Object> entry) {
    columns.add(new TableColumn(name, type, values -> values.find(this).map(entry).orElse(null)));
    return this;
  }

  private Hyperparameter<T> mayDifferInGroup() {
    mayDifferInGroup = true;
    return this;
  }

  /** All, in the order of axes and columns. */
  public static List<Hyperparameter<?>> values() {
    return Collections.unmodifiableList(ALL);
  }

  /** The name on the command line and in properties files, such as {@code learning-rate}. */
  public String key() {
    return key;
  }

  /** The columns that tables have of all, in their order. */
  public static List<TableColumn> columns() {
    return ALL.stream().flatMap(each -> each.columns.stream()).toList();
  }

  /** The name in saved models and tables, such as {@code learning_rate}. */
  public String column() {
    return key.replace('-', '_');
  }

  /** The value used if none is given; empty if there is none. */
  public Optional<String> defaultText() {
    return defaultText;
  }

  /** The value of {@link #defaultText}. */
  Optional<T> defaultValue() {
    return defaultValue;
  }

  /** What it belongs to in help. */
  public OptionGroup group() {
    return group;
  }

  public String description() {
    return description;
  }

  /** The valid range in words. */
  public String expected() {
    return domain.expected();
  }

  /** Where it is read: elsewhere a cell has no value of it. */
  public Scope scope() {
    return scope;
  }

  /** Whether cells that are trained in one pass may have different values of it. */
  public boolean differsInGroups() {
    return mayDifferInGroup;
  }

  /** The type of its values. */
  public Class<T> type() {
    return domain.type();
  }

  /** What saved models and messages hold of a value of it; {@link #parse} reads it back. */
  Object columnValue(Object value) {
    return domain.column().apply(type().cast(value));
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException saying what was expected and what was found
   */
  public T parse(String text) {
    return domain.parse(text);
  }

  /** The hyperparameter of a key. */
  public static Optional<Hyperparameter<?>> ofKey(String key) {
    return ALL.stream().filter(each -> each.key.equals(key)).findFirst();
  }

  @Override
  public String toString() {
    return key;
  }
}

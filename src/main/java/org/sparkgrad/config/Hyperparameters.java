package org.sparkgrad.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.LossKind;

/** One value for each hyperparameter: all that defines a training run but the data. Immutable. */
public final class Hyperparameters {
  private final Map<Hyperparameter, Object> values;

  private Hyperparameters(Map<Hyperparameter, Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * Fills in defaults for what is not given. Where iterations are given, epochs have no value; nor
   * has what is out of its scope.
   *
   * @param given values as {@link Hyperparameter#parse} gives them
   */
  public static Hyperparameters of(Map<Hyperparameter, Object> given) {
    Map<Hyperparameter, Object> values = new EnumMap<>(Hyperparameter.class);
    for (Hyperparameter each : Hyperparameter.values()) {
      each.defaultText().ifPresent(text -> values.put(each, each.parse(text)));
    }
    if (given.containsKey(Hyperparameter.ITERATIONS)) {
      values.remove(Hyperparameter.EPOCHS);
    }
    values.putAll(given);
    values.keySet().removeIf(each -> each.scope().filter(it -> !it.holds(given)).isPresent());
    return new Hyperparameters(values);
  }

  /** The same but for one value. */
  public Hyperparameters with(Hyperparameter changed, Object value) {
    Map<Hyperparameter, Object> copy = new EnumMap<>(values);
    copy.put(changed, value);
    return new Hyperparameters(copy);
  }

  /** The same for so many iterations, on all rows, without early stopping. */
  public Hyperparameters onAllRows(long iterations) {
    Map<Hyperparameter, Object> copy = new EnumMap<>(values);
    copy.remove(Hyperparameter.EPOCHS);
    copy.put(Hyperparameter.ITERATIONS, Math.toIntExact(iterations));
    copy.put(Hyperparameter.PATIENCE, 0);
    copy.put(Hyperparameter.VALIDATION, 0);
    return new Hyperparameters(copy);
  }

  /** The value, or null where it has none. */
  public Object get(Hyperparameter hyperparameter) {
    return values.get(hyperparameter);
  }

  public String model() {
    return (String) get(Hyperparameter.MODEL);
  }

  public int hidden() {
    return (Integer) get(Hyperparameter.HIDDEN);
  }

  public double dropout() {
    return (Double) get(Hyperparameter.DROPOUT);
  }

  public Loss loss() {
    return LossKind.ofLabel((String) get(Hyperparameter.LOSS))
        .of((Double) get(Hyperparameter.MARGIN));
  }

  public String features() {
    return (String) get(Hyperparameter.FEATURES);
  }

  public boolean flip() {
    return (Boolean) get(Hyperparameter.FLIP);
  }

  public int crop() {
    return (Integer) get(Hyperparameter.CROP);
  }

  public double learningRate() {
    return (Double) get(Hyperparameter.LEARNING_RATE);
  }

  public ScheduleName schedule() {
    return named(ScheduleName.class, Hyperparameter.SCHEDULE);
  }

  public double decayFactor() {
    return (Double) get(Hyperparameter.DECAY_FACTOR);
  }

  /** How many updates, not always a whole number, a period of decay has. */
  public double decayIterations(int rows) {
    return (Double) get(Hyperparameter.DECAY_EPOCHS) * rows / batchSize();
  }

  public double warmUp() {
    return (Double) get(Hyperparameter.WARM_UP);
  }

  public RuleName updateRule() {
    return named(RuleName.class, Hyperparameter.UPDATE_RULE);
  }

  public double momentum() {
    return (Double) get(Hyperparameter.MOMENTUM);
  }

  public double rmsDecay() {
    return (Double) get(Hyperparameter.RMS_DECAY);
  }

  public double beta1() {
    return (Double) get(Hyperparameter.BETA1);
  }

  public double beta2() {
    return (Double) get(Hyperparameter.BETA2);
  }

  public double epsilon() {
    return (Double) get(Hyperparameter.EPSILON);
  }

  public double weightDecay() {
    return (Double) get(Hyperparameter.WEIGHT_DECAY);
  }

  public double average() {
    return (Double) get(Hyperparameter.AVERAGE);
  }

  private <E extends Enum<E>> E named(Class<E> names, Hyperparameter hyperparameter) {
    String name = (String) get(hyperparameter);
    return Enum.valueOf(names, name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  public int batchSize() {
    return (Integer) get(Hyperparameter.BATCH_SIZE);
  }

  public boolean replacement() {
    return get(Hyperparameter.SAMPLING).equals("replacement");
  }

  /** How many updates a training part of {@code rows} rows gets. */
  public long iterations(int rows) {
    Object iterations = get(Hyperparameter.ITERATIONS);
    if (iterations != null) {
      return (Integer) iterations;
    }
    double epochs = (Double) get(Hyperparameter.EPOCHS);
    return (long) Math.ceil(epochs * rows / batchSize());
  }

  /** Evaluations without improvement before training stops; 0 for no early stopping. */
  public int patience() {
    return (Integer) get(Hyperparameter.PATIENCE);
  }

  /** Iterations between two evaluations of early stopping. */
  public long patienceInterval(int rows) {
    Object interval = get(Hyperparameter.PATIENCE_INTERVAL);
    return interval == null ? (long) Math.ceil((double) rows / batchSize()) : (Integer) interval;
  }

  /** The norm below which a gradient ends training; 0 for none. */
  public double smallestGradient() {
    return (Double) get(Hyperparameter.GRADIENT_NORM);
  }

  public double l1() {
    return (Double) get(Hyperparameter.L1);
  }

  public boolean l1BySubgradient() {
    return get(Hyperparameter.L1_METHOD).equals("subgradient");
  }

  public double l2() {
    return (Double) get(Hyperparameter.L2);
  }

  public double l2Factor() {
    return get(Hyperparameter.L2_FACTOR).equals("half") ? 0.5 : 1;
  }

  public double maxNorm() {
    return (Double) get(Hyperparameter.MAX_NORM);
  }

  public boolean bias() {
    return (Boolean) get(Hyperparameter.BIAS);
  }

  public String init() {
    return (String) get(Hyperparameter.INIT);
  }

  public double initScale() {
    return (Double) get(Hyperparameter.INIT_SCALE);
  }

  public int validation() {
    return (Integer) get(Hyperparameter.VALIDATION);
  }

  public long seed() {
    return (Long) get(Hyperparameter.SEED);
  }

  /** Names and values, such as {@code learning-rate=0.01 l2=0.1}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey().key() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }
}

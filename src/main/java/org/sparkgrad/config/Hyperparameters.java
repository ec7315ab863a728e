package org.sparkgrad.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FeatureString;
import org.sparkgrad.loss.Loss;

/**
 * Values of the hyperparameters that a training run reads: all that defines it but the data.
 * Immutable.
 */
public final class Hyperparameters {
  private final Map<Hyperparameter<?>, Object> given;
  private final Map<Hyperparameter<?>, Object> values;

  /** What equality is about, worked out when it is first asked for. */
  private volatile Map<Hyperparameter<?>, Object> read;

  private Hyperparameters(
      Map<Hyperparameter<?>, Object> given, Map<Hyperparameter<?>, Object> values) {
    this.given = given;
    this.values = values;
  }

  /**
   * Fills in defaults for what is not given. What is out of its scope has no value; nor have epochs
   * if iterations are given.
   *
   * @param given values as {@link Hyperparameter#parse} gives them
   * @throws IllegalArgumentException if a value is of another type than its hyperparameter
   */
  public static Hyperparameters of(Map<Hyperparameter<?>, ?> given) {
    Map<Hyperparameter<?>, Object> values = new HashMap<>();
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      if (each.scope().holds(values)) {
        value(each, given, values).ifPresent(value -> values.put(each, value));
      }
    }
    return new Hyperparameters(Map.copyOf(given), values);
  }

  /**
   * The value of one.
   *
   * @param before values of those before it in the list
   */
  private static <T> Optional<T> value(
      Hyperparameter<T> key,
      Map<Hyperparameter<?>, ?> given,
      Map<Hyperparameter<?>, Object> before) {
    Object value = given.get(key);
    if (value == null) {
      return defaultValue(key, given, before);
    }
    if (!key.type().isInstance(value)) {
      throw new IllegalArgumentException(
          "%s: expected a value of type %s, found %s of type %s"
              .formatted(key, key.type().getSimpleName(), value, value.getClass().getSimpleName()));
    }
    return Optional.of(key.type().cast(value));
  }

  /** What the hyperparameter is by default may depend on what else is given, and on others. */
  private static <T> Optional<T> defaultValue(
      Hyperparameter<T> key,
      Map<Hyperparameter<?>, ?> given,
      Map<Hyperparameter<?>, Object> before) {
    if (key == Hyperparameter.EPOCHS && given.containsKey(Hyperparameter.ITERATIONS)) {
      return Optional.empty();
    }
    if (key == Hyperparameter.UPDATE_RULE && given.containsKey(Hyperparameter.MOMENTUM)) {
      return Optional.of(key.type().cast(RuleKind.MOMENTUM));
    }
    if (key == Hyperparameter.WEIGHT_DECAY
        && before.get(Hyperparameter.UPDATE_RULE) != RuleKind.ADAMW) {
      return Optional.of(key.type().cast(0.0));
    }
    return key.defaultValue();
  }

  /** The same but for one value. */
  public <T> Hyperparameters with(Hyperparameter<T> changed, T value) {
    Map<Hyperparameter<?>, Object> copy = new HashMap<>(given);
    copy.put(changed, value);
    return of(copy);
  }

  /**
   * The value.
   *
   * @throws IllegalStateException if it has none
   */
  public <T> T get(Hyperparameter<T> key) {
    return find(key)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "hyperparameters: expected a value of %s, found none".formatted(key)));
  }

  /** The value; empty if it has none. */
  public <T> Optional<T> find(Hyperparameter<T> key) {
    return Optional.ofNullable(key.type().cast(values.get(key)));
  }

  /** What saved models hold of the hyperparameter; null if it has no value. */
  public Object column(Hyperparameter<?> key) {
    return find(key).map(key::columnValue).orElse(null);
  }

  public Loss loss() {
    return get(Hyperparameter.LOSS)
        .of(
            find(Hyperparameter.MARGIN).orElse(Double.NaN),
            find(Hyperparameter.LABEL_SMOOTHING).orElse(0.0));
  }

  /**
   * How rows become features.
   *
   * @throws IllegalArgumentException if the feature string does not fit the data, naming the place
   */
  public FeaturePipeline pipeline(DataShape data) {
    return FeatureString.parse(get(Hyperparameter.FEATURES)).at(data);
  }

  /** How many iterations a training part of {@code rows} rows gets; 0 if the model has none. */
  public long iterations(int rows) {
    return find(Hyperparameter.ITERATIONS)
        .map(Integer::longValue)
        .or(() -> find(Hyperparameter.EPOCHS).map(epochs -> iterations(epochs, rows)))
        .orElse(0L);
  }

  /** The iterations that so many epochs take, a last one that is cut short included. */
  public long iterations(BigDecimal epochs, int rows) {
    return epochs
        .multiply(BigDecimal.valueOf(rows))
        .divide(BigDecimal.valueOf(get(Hyperparameter.BATCH_SIZE)), 0, RoundingMode.CEILING)
        .longValueExact();
  }

  /** How many updates, not always a whole number, a period of decay has. */
  double decayIterations(int rows) {
    return get(Hyperparameter.DECAY_EPOCHS)
        .multiply(BigDecimal.valueOf(rows))
        .divide(BigDecimal.valueOf(get(Hyperparameter.BATCH_SIZE)), MathContext.DECIMAL128)
        .doubleValue();
  }

  /** How many of the first iterations the learning rate rises in. */
  long warmUpIterations(int rows) {
    return share(Hyperparameter.WARM_UP, rows, RoundingMode.FLOOR);
  }

  /** The iteration in which a triangular schedule has its full rate. */
  long peakIteration(int rows) {
    return share(Hyperparameter.PEAK, rows, RoundingMode.FLOOR);
  }

  /** How many of the last iterations are averaged. */
  public long averagedIterations(int rows) {
    return share(Hyperparameter.AVERAGE, rows, RoundingMode.CEILING);
  }

  private long share(Hyperparameter<BigDecimal> share, int rows, RoundingMode rounding) {
    return find(share)
        .orElse(BigDecimal.ZERO)
        .multiply(BigDecimal.valueOf(iterations(rows)))
        .setScale(0, rounding)
        .longValueExact();
  }

  /** Iterations between two evaluations of early stopping; 0 without it. */
  public long patienceInterval(int rows) {
    if (!stopsEarly()) {
      return 0;
    }
    return find(Hyperparameter.PATIENCE_INTERVAL)
        .map(Integer::longValue)
        .orElseGet(() -> iterations(BigDecimal.ONE, rows));
  }

  /** Whether training ends once the validation part has seen no improvement for long enough. */
  public boolean stopsEarly() {
    return find(Hyperparameter.PATIENCE).filter(patience -> patience > 0).isPresent();
  }

  /** Equal if training reads the same of both. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Hyperparameters hyperparameters
        && read().equals(hyperparameters.read());
  }

  @Override
  public int hashCode() {
    return read().hashCode();
  }

  private Map<Hyperparameter<?>, Object> read() {
    if (read == null) {
      Map<Hyperparameter<?>, Object> found = new HashMap<>(values);
      find(Hyperparameter.FEATURES)
          .ifPresent(
              text -> found.put(Hyperparameter.FEATURES, FeatureString.parse(text).toString()));
      find(Hyperparameter.INIT)
          .ifPresent(init -> found.put(Hyperparameter.INIT, Architecture.start(this)));
      read = Map.copyOf(found);
    }
    return read;
  }

  /** Names and values, such as {@code learning-rate=0.01 l2=0.1}. */
  @Override
  public String toString() {
    return Hyperparameter.values().stream()
        .filter(values::containsKey)
        .map(each -> each + "=" + column(each))
        .collect(Collectors.joining(" "));
  }
}

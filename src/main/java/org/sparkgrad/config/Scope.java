package org.sparkgrad.config;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sparkgrad.choice.Choice;

/**
 * Where a hyperparameter is read: in the cells whose values of others, which stand before it in the
 * list, meet all conditions.
 */
public final class Scope {
  static final Scope EVERYWHERE = new Scope(List.of());

  private final List<Condition<?>> conditions;

  private Scope(List<Condition<?>> conditions) {
    this.conditions = conditions;
  }

  /**
   * A condition on one other hyperparameter.
   *
   * @param words the values that meet it, for messages
   */
  private record Condition<T>(Hyperparameter<T> other, Predicate<T> met, String words) {
    /** A value that is itself out of scope meets nothing. */
    boolean holds(Map<Hyperparameter<?>, Object> values) {
      Object value = values.get(other);
      return value != null && met.test(other.type().cast(value));
    }

    @Override
    public String toString() {
      return "--%s %s".formatted(other.key(), words);
    }
  }

  /** Cells in which the other one has a value that {@code met} accepts. */
  static <E extends Enum<E> & Choice> Scope of(Hyperparameter<E> other, Predicate<E> met) {
    String words =
        Arrays.stream(other.type().getEnumConstants())
            .filter(met)
            .map(Choice::label)
            .collect(Collectors.joining(" or "));
    return new Scope(List.of(new Condition<>(other, met, words)));
  }

  /** Cells in which the other one has one of these values. */
  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only read.
  static <E extends Enum<E> & Choice> Scope of(Hyperparameter<E> other, E... values) {
    return of(other, List.of(values)::contains);
  }

  /** Cells in which the other one is above 0. */
  static <N extends Number> Scope above0(Hyperparameter<N> other) {
    return new Scope(List.of(new Condition<>(other, value -> value.doubleValue() > 0, "above 0")));
  }

  /** Cells that are in both. */
  Scope and(Scope second) {
    return new Scope(Stream.concat(conditions.stream(), second.conditions.stream()).toList());
  }

  /** Whether a cell with these values of all hyperparameters before it reads it. */
  boolean holds(Map<Hyperparameter<?>, Object> values) {
    return conditions.stream().allMatch(each -> each.holds(values));
  }

  /** What it depends on, through the scopes of these too. */
  public Set<Hyperparameter<?>> others() {
    Set<Hyperparameter<?>> others = new LinkedHashSet<>();
    for (Condition<?> each : conditions) {
      others.add(each.other());
      others.addAll(each.other().scope().others());
    }
    return others;
  }

  /** In words, such as {@code --update-rule adam or adamw}. */
  @Override
  public String toString() {
    return conditions.stream().map(Condition::toString).collect(Collectors.joining(" and "));
  }
}

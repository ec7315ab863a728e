package org.sparkgrad.config;

import java.util.LinkedHashMap;
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
 * list, meet a condition. A value that is itself out of scope meets none.
 */
public final class Scope {
  static final Scope EVERYWHERE = new Scope(List.of(), values -> true, "", "");

  private final List<Hyperparameter<?>> read;
  private final Predicate<Map<Hyperparameter<?>, Object>> condition;
  private final String words;
  private final String sentence;

  private Scope(
      List<Hyperparameter<?>> read,
      Predicate<Map<Hyperparameter<?>, Object>> condition,
      String words,
      String sentence) {
    this.read = read;
    this.condition = condition;
    this.words = words;
    this.sentence = sentence;
  }

  private static <T> Scope of(
      Hyperparameter<T> other, Predicate<T> met, String words, String sentence) {
    return new Scope(
        List.of(other),
        values -> values.get(other) != null && met.test(other.type().cast(values.get(other))),
        words,
        sentence);
  }

  /** Cells in which the other one has a value that {@code met} accepts. */
  static <E extends Enum<E> & Choice> Scope of(Hyperparameter<E> other, Predicate<E> met) {
    String option = "--" + other.key() + " ";
    List<E> values = List.of(other.type().getEnumConstants());
    List<E> without = values.stream().filter(met.negate()).toList();
    if (without.size() < values.size() - without.size()) {
      String those = labels(without);
      return of(other, met, option + "other than " + those, "Not with " + option + those + ".");
    }
    String words = option + labels(values.stream().filter(met).toList());
    return of(other, met, words, "Only with " + words + ".");
  }

  /** Cells of the models that {@code met} accepts; those without names are called layers. */
  static Scope ofModels(Hyperparameter<ModelChoice> model, Predicate<ModelChoice> met) {
    Map<String, ModelChoice> examples = new LinkedHashMap<>();
    ModelChoice.named().forEach(each -> examples.put(each.label(), each));
    examples.put("layers", NetworkText.parse("affine(10)"));
    Map<Boolean, List<String>> names =
        examples.keySet().stream()
            .collect(Collectors.partitioningBy(each -> met.test(examples.get(each))));
    boolean fewWithout = names.get(false).size() < names.get(true).size();
    String those = String.join(" or ", names.get(!fewWithout));
    String words = "--%s %s%s".formatted(model.key(), fewWithout ? "other than " : "", those);
    String sentence =
        fewWithout ? "Not with --%s %s.".formatted(model.key(), those) : "Only with " + words + ".";
    return of(model, met, words, sentence);
  }

  private static <E extends Enum<E> & Choice> String labels(List<E> values) {
    return values.stream().map(Choice::label).collect(Collectors.joining(" or "));
  }

  /** Cells in which the other one has one of these values. */
  @SafeVarargs
  @SuppressWarnings("varargs") // The array is only read.
  static <E extends Enum<E> & Choice> Scope of(Hyperparameter<E> other, E... values) {
    return of(other, List.of(values)::contains);
  }

  /** Cells in which the other one is above 0. */
  static <N extends Number> Scope above0(Hyperparameter<N> other) {
    String words = "--%s above 0".formatted(other.key());
    return of(other, value -> value.doubleValue() > 0, words, "Only with " + words + ".");
  }

  /** Cells in which the other one is true. */
  static Scope isTrue(Hyperparameter<Boolean> other) {
    String words = "--%s true".formatted(other.key());
    return of(other, value -> value, words, "Only with " + words + ".");
  }

  /** Cells that are in both. */
  Scope and(Scope second) {
    return joined(second, condition.and(second.condition), " and ");
  }

  /** Cells that are in one of the two at least. */
  Scope or(Scope second) {
    return joined(second, condition.or(second.condition), ", or ");
  }

  private Scope joined(
      Scope second, Predicate<Map<Hyperparameter<?>, Object>> both, String conjunction) {
    String joined = words + conjunction + second.words;
    return new Scope(
        Stream.concat(read.stream(), second.read.stream()).toList(),
        both,
        joined,
        "Only with " + joined + ".");
  }

  /** Whether a cell with these values of all hyperparameters before it reads it. */
  boolean holds(Map<Hyperparameter<?>, Object> values) {
    return condition.test(values);
  }

  /** What it depends on, through the scopes of these too. */
  public Set<Hyperparameter<?>> others() {
    Set<Hyperparameter<?>> others = new LinkedHashSet<>();
    for (Hyperparameter<?> each : read) {
      others.add(each);
      others.addAll(each.scope().others());
    }
    return others;
  }

  /** A sentence for help; empty for everywhere. */
  public String sentence() {
    return sentence;
  }

  /** In words, such as {@code --update-rule adam or adamw}; empty for everywhere. */
  @Override
  public String toString() {
    return words;
  }
}

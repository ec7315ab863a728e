package org.sparkgrad.config;

import java.util.List;
import java.util.Map;

/**
 * Where a hyperparameter is read: where another one, which stands before it in the list, has one of
 * some values.
 */
public record Scope(Hyperparameter other, List<String> values) {
  static Scope of(Hyperparameter other, String... values) {
    return new Scope(other, List.of(values));
  }

  /** Whether it is read, given values of other hyperparameters; the rest have their defaults. */
  public boolean holds(Map<Hyperparameter, Object> given) {
    Object value = given.get(other);
    return values.contains(value == null ? other.defaultText().orElseThrow() : value);
  }

  /** In words, such as {@code --update-rule adam or adamw}. */
  @Override
  public String toString() {
    return "--%s %s".formatted(other.key(), String.join(" or ", values));
  }
}

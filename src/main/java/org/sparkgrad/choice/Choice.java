package org.sparkgrad.choice;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An enum constant that users know by a label: its name in lower case, with hyphens. Enums
 * implement it to be named on the command line, in properties files and in tables.
 */
public interface Choice {
  /** The name of the constant, as {@link Enum#name} gives it. */
  String name();

  /** The name that users know, such as {@code squared-hinge}. */
  default String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The labels of all constants, in their order. */
  static <E extends Enum<E> & Choice> List<String> labels(Class<E> kind) {
    return Arrays.stream(kind.getEnumConstants()).map(Choice::label).toList();
  }

  /** The constant of a label; empty if there is none. */
  static <E extends Enum<E> & Choice> Optional<E> ofLabel(Class<E> kind, String label) {
    return Arrays.stream(kind.getEnumConstants())
        .filter(each -> each.label().equals(label))
        .findFirst();
  }
}

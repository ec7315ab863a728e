package org.sparkgrad.data.format;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** Which class a label of a table is: the number itself, or the place of its name. */
final class ClassLabels implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Far more than there are classes, but few enough to be listed. */
  static final int MOST = 100_000;

  private final String[] names;

  private ClassLabels(String... names) {
    this.names = names;
  }

  static ClassLabels numbers() {
    return new ClassLabels();
  }

  /**
   * Labels that are names.
   *
   * @param sorted the names
   */
  static ClassLabels named(List<String> sorted) {
    return new ClassLabels(sorted.toArray(String[]::new));
  }

  /**
   * The class.
   *
   * @param label a Long, a Double, a String or null
   * @throws IllegalArgumentException if it is none
   */
  int of(Object label) {
    if (label instanceof String name) {
      int place = Arrays.binarySearch(names, name);
      if (place < 0) {
        throw new IllegalArgumentException(
            "expected a class that the training rows have, found '%s'".formatted(name));
      }
      return place;
    }
    return number(label);
  }

  /**
   * A label as a number of a class.
   *
   * @throws IllegalArgumentException if it is none
   */
  static int number(Object label) {
    if (label instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= 0
        && number.doubleValue() < MOST) {
      return number.intValue();
    }
    throw new IllegalArgumentException(
        "expected a label that is a whole number from 0 to %d, found %s"
            .formatted(MOST - 1, label));
  }
}

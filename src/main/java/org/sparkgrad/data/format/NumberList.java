package org.sparkgrad.data.format;

import java.util.Arrays;

/** Numbers of a list in a table, used again for the next row. */
final class NumberList {
  private static final int FIRST_LENGTH = 64;

  private double[] numbers = new double[FIRST_LENGTH];
  private int size;
  private int places;

  void clear() {
    size = 0;
    places = 0;
  }

  /** Begins an element, of which no number is added if it is null. */
  void begin() {
    places++;
  }

  void add(double number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  int size() {
    return size;
  }

  double get(int index) {
    return numbers[index];
  }

  boolean hasNull() {
    return places != size;
  }
}

package org.sparkgrad.data.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads the class names of a data set: UTF-8 text, one name per line in the order of the labels,
 * all different. A byte-order mark, the line ends of any system, blanks around names and blank
 * lines at the end are passed over.
 */
final class ClassNames {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private ClassNames() {}

  /**
   * The names.
   *
   * @param count how many there must be; empty for any number
   * @throws IllegalArgumentException saying what is wrong
   */
  static List<String> read(byte[] bytes, OptionalInt count) {
    List<String> names = decode(bytes).stripTrailing().lines().map(String::strip).toList();
    if (count.isPresent() && names.size() != count.getAsInt()) {
      throw new IllegalArgumentException(
          "expected %d class names, one per line, found %d"
              .formatted(count.getAsInt(), names.size()));
    }
    requireDistinct(names);
    return names;
  }

  private static void requireDistinct(List<String> names) {
    List<String> seen = new ArrayList<>();
    for (String name : names) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException(
            "expected a class name in each line, found line %d blank".formatted(seen.size() + 1));
      }
      if (seen.contains(name)) {
        throw new IllegalArgumentException(
            "expected different class names, found '%s' in lines %d and %d"
                .formatted(name, seen.indexOf(name) + 1, seen.size() + 1));
      }
      seen.add(name);
    }
  }

  private static String decode(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') < 0) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
      }
    } catch (CharacterCodingException e) {
      // Told below, as text with zeros between its letters is.
    }
    throw new IllegalArgumentException("expected text in UTF-8, found another encoding");
  }
}

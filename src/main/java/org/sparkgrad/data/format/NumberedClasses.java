package org.sparkgrad.data.format;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Classes that files know by number alone: their names stand in a file beside them, or nowhere. */
final class NumberedClasses {
  static final String NAMES_FILE = "classes.txt";

  private static final int FEWEST = 2;

  private NumberedClasses() {}

  /**
   * Names of the classes, those of {@value #NAMES_FILE} if there is one, else the numbers.
   *
   * @param highest the highest label that there is
   * @param notes receives how many there are, and why
   */
  static List<String> names(DirectoryScan scan, int highest, List<String> notes)
      throws IOException {
    if (scan.entry(NAMES_FILE).isPresent()) {
      List<String> names = scan.classNames(NAMES_FILE, OptionalInt.empty());
      if (!names.isEmpty() && names.size() <= Math.max(highest, FEWEST - 1)) {
        scan.problem(
            NAMES_FILE,
            "expected a class name for each label up to %d, and at least %d, found %d"
                .formatted(highest, FEWEST, names.size()));
      }
      notes.add("%d class names from %s".formatted(names.size(), NAMES_FILE));
      return names;
    }
    if (highest + 1 < FEWEST) {
      scan.problem(
          "labels", "expected at least %d classes, found no label but 0".formatted(FEWEST));
    }
    notes.add(
        "%d classes, as the highest label is %d; %s would name them"
            .formatted(highest + 1, highest, NAMES_FILE));
    return IntStream.rangeClosed(0, highest).mapToObj(Integer::toString).toList();
  }
}

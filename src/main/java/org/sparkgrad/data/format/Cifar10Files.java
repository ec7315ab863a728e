package org.sparkgrad.data.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The seven files of the layout on the local disk. */
public final class Cifar10Files {
  private Cifar10Files() {}

  /** The names of all seven. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(dataNames());
    names.add(Cifar10Layout.CLASS_NAMES_FILE);
    return names;
  }

  /** The names of the files of records. */
  static List<String> dataNames() {
    List<String> names = new ArrayList<>(Cifar10Layout.TRAIN_FILES);
    names.addAll(Cifar10Layout.TEST_FILES);
    return names;
  }

  /**
   * Whether the directory holds all seven, with whole records and the class names of the original,
   * which a synthetic set does not have.
   */
  static boolean holdOriginal(Path directory) throws IOException {
    for (String name : dataNames()) {
      Path file = directory.resolve(name);
      if (!Files.isRegularFile(file) || !RecordLayout.CIFAR_10.isDataSize(Files.size(file))) {
        return false;
      }
    }
    Path classNames = directory.resolve(Cifar10Layout.CLASS_NAMES_FILE);
    return Files.isRegularFile(classNames) && areOriginal(Files.readAllBytes(classNames));
  }

  private static boolean areOriginal(byte[] classNames) {
    try {
      return ClassNames.read(classNames, OptionalInt.of(Cifar10Layout.CLASSES))
          .equals(Cifar10Layout.CLASS_NAMES);
    } catch (IllegalArgumentException others) {
      return false;
    }
  }
}

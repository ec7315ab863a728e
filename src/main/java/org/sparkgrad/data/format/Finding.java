package org.sparkgrad.data.format;

/**
 * What lies where a data set was expected.
 *
 * @param what in words, such as {@code an empty directory}
 * @param advice what to do about it
 */
record Finding(String what, String advice) {
  static final String FETCH = "'data fetch DIR' brings CIFAR-10's binary version";

  static final String FETCH_CIFAR_100 =
      "'data fetch DIR --kind cifar-100' brings its binary version";

  static Finding fetchInstead(String what) {
    return new Finding(what, FETCH);
  }

  /**
   * @param place where the files are
   */
  static Finding above(DataKind kind, String place) {
    return new Finding("the folder above " + kind, "they lie in " + place);
  }

  /** The same, in a folder. */
  Finding in(String folder) {
    return new Finding("a folder '%s' with %s".formatted(folder, what), advice);
  }
}

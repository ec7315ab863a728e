package org.sparkgrad.data.format;

/**
 * What lies where CIFAR-10's binary files were expected.
 *
 * @param what in words, such as {@code an empty directory}
 * @param advice what to do about it
 */
record Finding(String what, String advice) {
  static final String FETCH = "'data fetch DIR' brings CIFAR-10's binary version";

  static Finding fetchInstead(String what) {
    return new Finding(what, FETCH);
  }

  /**
   * @param place where the files are
   */
  static Finding above(String place) {
    return new Finding("the folder above CIFAR-10's files", "they lie in " + place);
  }

  /** The same, in a folder. */
  Finding in(String folder) {
    return new Finding("a folder '%s' with %s".formatted(folder, what), advice);
  }
}

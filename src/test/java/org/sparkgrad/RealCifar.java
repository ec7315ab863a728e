package org.sparkgrad;

import org.junit.jupiter.api.Assumptions;

/** The original CIFAR-10 binary files, where the environment says that there are any. */
public final class RealCifar {
  /** Names the directory of the unpacked binary files. */
  public static final String VARIABLE = "CIFAR10_DIR";

  private RealCifar() {}

  /** The directory; where the variable is not set, the test is skipped and says so. */
  public static String directory(String test) {
    String directory = System.getenv(VARIABLE);
    if (directory == null || directory.isBlank()) {
      String message =
          "SKIPPED: %s: set %s to a directory of CIFAR-10 binary files to run it on the real data"
              .formatted(test, VARIABLE);
      System.err.println(message);
      Assumptions.abort(message);
    }
    return directory;
  }
}

package org.sparkgrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import org.apache.hadoop.security.UserGroupInformation;

/** What the operating system gives a process and may fail to give: text, a user, output. */
final class Surroundings {
  /** What Java puts in the place of bytes that are not text in the locale's encoding. */
  private static final String REPLACEMENT = "\uFFFD";

  private static final String NAMELESS_USER = "sparkgrad";

  private Surroundings() {}

  /**
   * Refuses arguments that Java could not read: two different names of files would become one.
   *
   * @throws UsageException if an argument is not text in the locale's encoding
   */
  static void check(String... arguments) {
    Arrays.stream(arguments)
        .filter(argument -> argument.contains(REPLACEMENT))
        .findFirst()
        .ifPresent(
            argument -> {
              throw new UsageException(
                  "read arguments: expected text in the locale's encoding (%s), found '%s': set LC_ALL=C.UTF-8"
                      .formatted(System.getProperty("sun.jnu.encoding"), argument));
            });
  }

  /**
   * Gives the user a name if the operating system knows none, as in containers that run under any
   * number: Hadoop opens no file for a user without one.
   */
  static void nameUser() {
    try {
      UserGroupInformation.getLoginUser();
    } catch (IOException e) {
      if (UserGroupInformation.isSecurityEnabled()) {
        return;
      }
      UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(NAMELESS_USER));
    }
  }

  /**
   * Flushes standard output.
   *
   * @throws IOException if something that was printed did not arrive
   */
  static void requireWritten(PrintWriter out) throws IOException {
    // Of picocli's writers, System.out, which is beneath them, keeps errors to itself.
    boolean failed = out.checkError();
    if (System.out.checkError() || failed) {
      throw new IOException(
          "write standard output: expected room for all of it, found it full or closed");
    }
  }
}

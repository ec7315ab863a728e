package org.sparkgrad.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands of this program as they are typed into a shell. */
final class ShellCommand {
  /** Set by {@code submit/sparkgrad}: its name and the options before the command. */
  private static final String CALL = "SPARKGRAD_CALL";

  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private ShellCommand() {}

  /** The call with these arguments, of the program as it was called and on the same Spark. */
  static String of(List<String> arguments) {
    return System.getenv().getOrDefault(CALL, "sparkgrad").strip()
        + " "
        + arguments.stream().map(ShellCommand::quoted).collect(Collectors.joining(" "));
  }

  /** The call that goes on with a run, whose manifest says all else. */
  static String resume(String command, String run) {
    return of(List.of(command, RunOptions.RESUME, run));
  }

  /** A word as a POSIX shell reads it. */
  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}

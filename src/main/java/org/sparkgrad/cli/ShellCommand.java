package org.sparkgrad.cli;

import java.util.ArrayList;
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

  /** The call that goes on with the run that was begun with {@code arguments}. */
  static String resume(List<String> arguments, RunOptions options, String run) {
    List<String> words = new ArrayList<>(arguments);
    boolean overwrites = words.removeIf(word -> word.matches("--overwrite(=.*)?"));
    words.removeIf(word -> word.matches("--resume(=.*)?"));
    if (options.out == null) {
      words.addAll(List.of("--out", run));
    }
    if (options.overwrite && !overwrites) {
      words.add("--overwrite=false"); // as the configuration file says true
    }
    words.add("--resume");
    return of(words);
  }

  /** A word as a POSIX shell reads it. */
  static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}

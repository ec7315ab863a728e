package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completion script, as bash runs it when the user presses Tab. */
class CompletionTest {
  private static final Path BASH = Path.of("/bin/bash");

  /** Sets what bash sets, calls the function that is registered for the command, and prints. */
  private static final String PRESS_TAB =
      """
      compopt() { :; } # works only within a completion
      . "$1"
      shift
      [[ $(complete -p sparkgrad) =~ -F" "([^ ]+) ]]
      COMP_WORDS=("$@")
      COMP_CWORD=$(($# - 1))
      COMP_LINE="$*"
      COMP_POINT=${#COMP_LINE}
      "${BASH_REMATCH[1]}" sparkgrad "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  @TempDir static Path place;
  private static Path script;

  @BeforeAll
  static void write() throws IOException {
    assumeTrue(Files.isExecutable(BASH), "no bash");
    script = Files.writeString(place.resolve("script"), Call.of("completion").done().out());
  }

  private static List<String> completions(String line) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(BASH.toString(), "--norc", "-c", PRESS_TAB, "bash", script.toString()));
    command.addAll(Arrays.asList(line.split(" ", -1)));
    Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
    bash.getOutputStream().close();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, bash.waitFor(), out);
    return out.lines().map(String::strip).filter(each -> !each.isEmpty()).sorted().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "sparkgrad train --lea, --learning-rate",
    "sparkgrad tra, train",
    "submit/sparkgrad gri, grid",
    "sparkgrad data inf, info",
    "sparkgrad data synth --se, --seed",
    "sparkgrad --mast, --master",
    "sparkgrad --master local[2] train --lea, --learning-rate",
    "sparkgrad --driver-memory 4g -v data fet, fetch",
    "sparkgrad train --seed 1 --lea, --learning-rate",
    "sparkgrad grid --learning-rate 0.1 --no-fin, --no-final-model"
  })
  void completesWhatIsTyped(String line, String expected) throws Exception {
    assertEquals(List.of(expected), completions(line));
  }

  @Test
  void offersAllCommands() throws Exception {
    assertTrue(
        completions("sparkgrad ").containsAll(Main.program().getSubcommands().keySet()),
        completions("sparkgrad ")::toString);
  }

  @Test
  void isForShellsThatReadIt() {
    assertEquals(Call.of("completion").done(), Call.of("completion", "zsh").done());
    Call.of("completion", "fish").failedWith(2, "SHELL: expected one of bash, zsh, found fish");
  }

  @Test
  void offersNothingOfAnotherCommand() throws Exception {
    assertFalse(completions("sparkgrad evaluate --le").contains("--learning-rate"));
  }
}

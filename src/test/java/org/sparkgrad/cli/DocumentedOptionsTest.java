package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sparkgrad.Pages;
import picocli.CommandLine;

/** Commands that the documentation shows have the options that it gives them. */
class DocumentedOptionsTest {
  /**
   * A call up to the end of its line, or to the next quotation mark, comment, pipe or backquote.
   */
  private static final Pattern CALL = Pattern.compile("submit/sparkgrad ([^\n`#|;&>]*)");

  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern WORD = Pattern.compile("\\S+");

  @Test
  void areOptionsOfTheirCommands() {
    List<String> unknown = new ArrayList<>();
    int calls = 0;
    for (Path page : Pages.all()) {
      String text = QUOTED.matcher(Pages.text(page).replace("\\\n", " ")).replaceAll("VALUE");
      for (MatchResult call : CALL.matcher(text).results().toList()) {
        calls++;
        unknownOptions(call.group(1)).forEach(each -> unknown.add(page + ": " + each));
      }
    }
    assertEquals(List.of(), unknown);
    assertTrue(calls > 0, "no commands at all");
  }

  private static List<String> unknownOptions(String call) {
    CommandLine command = Main.program();
    List<String> unknown = new ArrayList<>();
    boolean ours = false;
    for (MatchResult match : WORD.matcher(call).results().toList()) {
      String word = match.group();
      CommandLine next = command.getSubcommands().get(word);
      if (next != null) {
        command = next;
        ours = true;
      } else if (ours && word.startsWith("--") && !knows(command, word)) {
        unknown.add(command.getCommandName() + " " + word);
      }
    }
    return unknown;
  }

  private static boolean knows(CommandLine command, String word) {
    return command.getCommandSpec().optionsMap().containsKey(word.split("=", 2)[0]);
  }
}

package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.search.Grid;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What help says is what the commands do. */
class HelpTest {
  private static final Pattern DEFAULT = Pattern.compile("\\(default: ([^)]+)\\)");
  private static final Pattern CHOICES = Pattern.compile(": one of ([a-z0-9, -]+)[.; ]");

  /** All commands of the program, by their names with those before. */
  static Stream<CommandLine> commands() {
    return commands(Main.program()).stream();
  }

  private static List<CommandLine> commands(CommandLine command) {
    List<CommandLine> all = new ArrayList<>(List.of(command));
    command.getSubcommands().values().forEach(each -> all.addAll(commands(each)));
    return all;
  }

  private static CommandLine command(String name) {
    return Main.program().getSubcommands().get(name);
  }

  private static String description(String command, Hyperparameter<?> hyperparameter) {
    OptionSpec option = command(command).getCommandSpec().findOption("--" + hyperparameter.key());
    return option.description()[0];
  }

  private static Optional<String> group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "grid"})
  void statesTheDefaultsThatAreUsed(String command) {
    Map<Hyperparameter<?>, List<Object>> defaults =
        ((Training) command(command).getCommand()).defaults();
    Hyperparameters used = new Grid(defaults).cells().get(0).hyperparameters();
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      Optional<String> stated = group(DEFAULT, description(command, each));
      if (used.find(each).isPresent()) {
        assertEquals(Optional.of(used.column(each)), stated.map(text -> column(each, text)));
      }
    }
    assertEquals(
        Optional.of(command.equals("train") ? "0" : "5000"),
        group(DEFAULT, description(command, Hyperparameter.VALIDATION)));
  }

  private static Object column(Hyperparameter<?> hyperparameter, String text) {
    return Hyperparameters.of(Map.of(hyperparameter, hyperparameter.parse(text)))
        .column(hyperparameter);
  }

  @Test
  void statesChoicesThatAreAccepted() {
    int checked = 0;
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      Optional<String> choices = group(CHOICES, description("train", each));
      for (String choice : choices.map(list -> list.split(", ")).orElse(new String[0])) {
        assertNotNull(each.parse(choice), each + " " + choice);
        checked++;
      }
    }
    assertEquals(8 + 4 + 3 + 2 + 7 + 7 + 3 + 2 + 2 + 5, checked);
  }

  @Test
  void statesPenaltiesAndLossesThatAreChecked() {
    String help = command("gradcheck").getUsageMessage().replaceAll("\\s+", " ");
    assertTrue(
        help.contains(
            "Penalties to check: none, l2, l2-factor-one, l1, l1-subgradient, elastic-net,"
                + " elastic-net-subgradient, max-norm (default: all)."),
        help);
    assertTrue(
        help.contains("Losses to check: softmax, hinge, squared-hinge, one-vs-rest-squared-hinge"),
        help);
  }

  @Test
  void saysWithWhatAnOptionIsRead() {
    assertTrue(
        description("train", Hyperparameter.L1_METHOD)
            .endsWith(
                "Only with --l1 above 0 and --model other than nearest-mean or random-search."));
    assertTrue(
        description("train", Hyperparameter.LEARNING_RATE)
            .endsWith("Not with --model nearest-mean or random-search."));
    assertTrue(
        description("train", Hyperparameter.HIDDEN).endsWith("Only with --model two-layer."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "grid"})
  void listsOptionsInGroups(String command) {
    String help = command(command).getUsageMessage();
    int at = -1;
    for (String heading :
        List.of("Model", "Loss and penalty", "Optimiser", "Data and features", "Run", "Cluster")) {
      int next = help.indexOf("\n" + heading + ":\n");
      assertTrue(next > at, heading + " in " + help);
      at = next;
    }
    for (OptionSpec option : command(command).getCommandSpec().options()) {
      String once = help.replaceFirst("(?s).*?(\\nModel:\\n)", "$1");
      assertTrue(once.contains(option.longestName()), option.longestName());
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void givesThreeExamplesThatAreUnderstood(CommandLine command) {
    List<String> examples =
        command
            .getUsageMessage()
            .lines()
            .dropWhile(line -> !line.equals("Examples:"))
            .skip(1)
            .map(String::strip)
            .toList();
    assertEquals(3, examples.size(), command.getCommandSpec().qualifiedName());
    for (String example : examples) {
      assertTrue(example.startsWith("sparkgrad "), example);
      assertTrue(example.matches("[a-z0-9A-Z /.:,+-]+"), example + " needs no quoting");
      String[] words = example.split(" ");
      CommandLine program = Main.program();
      CommandLine.ParseResult parsed =
          program.parseArgs(Arrays.copyOfRange(words, 1, words.length));
      assertEquals(List.of(), List.copyOf(ParseProblems.of(parsed)), example);
      assertUnderstood(parsed, example);
    }
  }

  private static void assertUnderstood(CommandLine.ParseResult parsed, String example) {
    CommandLine.ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (last.commandSpec().userObject() instanceof Training training) {
      Problems problems = new Problems();
      HyperparameterOptions.values(last.commandSpec(), training.lists(), problems);
      problems.throwIfAny();
    }
    assertTrue(last.commandSpec().userObject() instanceof Action, example);
  }
}

package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the words of a call, each with what to write instead. */
final class ParseProblems {
  private final CommandSpec root;
  private final CommandSpec last;
  private final Set<String> messages = new LinkedHashSet<>();

  private ParseProblems(CommandSpec root, CommandSpec last) {
    this.root = root;
    this.last = last;
  }

  /** The problems that picocli collected, in its order. */
  static Collection<String> of(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    ParseProblems problems = new ParseProblems(parsed.commandSpec(), last.commandSpec());
    for (ParseResult each = parsed; each != null; each = each.subcommand()) {
      CommandSpec command = each.commandSpec();
      each.errors().forEach(error -> problems.add(command, error));
    }
    return problems.messages;
  }

  /** Whether the last word is among what is wrong. */
  static boolean endIn(ParseResult parsed) {
    List<String> words = parsed.originalArgs();
    if (words.isEmpty()) {
      return false;
    }
    String last = words.get(words.size() - 1);
    for (ParseResult each = parsed; each != null; each = each.subcommand()) {
      for (Exception error : each.errors()) {
        if (error instanceof ParameterException bad && isOf(bad, last)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOf(ParameterException error, String word) {
    if (error instanceof MissingParameterException missing) {
      return missing.getMissing().stream()
          .anyMatch(each -> each instanceof OptionSpec option && isNameOf(option, word));
    }
    return error.getArgSpec() != null
        && error.getValue() != null
        && word.endsWith(error.getValue());
  }

  private static boolean isNameOf(OptionSpec option, String word) {
    return List.of(option.names()).contains(word);
  }

  private void add(CommandSpec command, Exception error) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      addUnmatched(command, unmatched.getUnmatched());
    } else if (error instanceof MissingParameterException missing && isPositional(missing)) {
      missing.getMissing().forEach(each -> messages.add(missing(command, each)));
    } else if (error instanceof MissingParameterException missing && isOption(missing)) {
      missing.getMissing().forEach(each -> messages.add(withoutValue((OptionSpec) each)));
    } else if (error instanceof OverwrittenOptionException twice
        && twice.getOverwritten() instanceof OptionSpec option) {
      messages.add(option.longestName() + ": expected once, found more than once");
    } else if (error instanceof ParameterException bad
        && bad.getArgSpec() instanceof OptionSpec option
        && bad.getValue() != null) {
      messages.add(badValue(option, bad));
    } else {
      messages.add(error.getMessage());
    }
  }

  /** Picocli's own words before the reason are left out. */
  private static String badValue(OptionSpec option, ParameterException error) {
    String message = error.getMessage();
    int reason = message.indexOf("expected ");
    if (reason >= 0) {
      return option.longestName() + ": " + message.substring(reason);
    }
    return option.typeInfo().isBoolean()
        ? "%s: expected true or false, found '%s'".formatted(option.longestName(), error.getValue())
        : option.longestName() + ": " + message;
  }

  private static boolean isPositional(MissingParameterException missing) {
    return !missing.getMissing().isEmpty()
        && missing.getMissing().stream().allMatch(PositionalParamSpec.class::isInstance);
  }

  private static boolean isOption(MissingParameterException missing) {
    return !missing.getMissing().isEmpty()
        && missing.getMissing().stream().allMatch(OptionSpec.class::isInstance);
  }

  private static String withoutValue(OptionSpec option) {
    return "%s: expected %s after it, found nothing"
        .formatted(option.longestName(), option.paramLabel());
  }

  private static String missing(CommandSpec command, ArgSpec argument) {
    return "%s: expected %s (%s), found nothing; see %s --help"
        .formatted(
            name(command),
            argument.paramLabel(),
            argument.description()[0].replaceFirst("\\.$", ""),
            command.qualifiedName());
  }

  private void addUnmatched(CommandSpec command, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        messages.add(strayWord(command, word));
        if (isGroup(command)) {
          return; // What follows an unknown command would be its own.
        }
        continue;
      }
      List<String> values = new ArrayList<>();
      if (i + 1 < words.size() && !words.get(i + 1).startsWith("-") && !isCommand(words, i + 1)) {
        i++;
        values.add(words.get(i));
      }
      messages.add(unknownOption(command, word, values));
    }
  }

  /** Whether the word, which no command took, looks like one: then it is no option's value. */
  private boolean isCommand(List<String> words, int at) {
    return isGroup(last) && !Nearest.of(words.get(at), last.subcommands().keySet()).isEmpty();
  }

  private static boolean isGroup(CommandSpec command) {
    return !command.subcommands().isEmpty();
  }

  private static String strayWord(CommandSpec command, String word) {
    if (!isGroup(command)) {
      return "%s: expected options, found '%s'; see %s --help"
          .formatted(name(command), word, command.qualifiedName());
    }
    Set<String> known = command.subcommands().keySet();
    return "%s: expected a command (%s), found '%s'%s"
        .formatted(name(command), String.join(", ", known), word, Nearest.question(word, known));
  }

  private String unknownOption(CommandSpec command, String word, List<String> values) {
    String option = word.replaceFirst("=.*", "");
    String typed = values.isEmpty() ? word : word + " " + values.get(0);
    if (SparkSubmitOptions.NAMES.contains(option)) {
      return "%s: expected before the command, as it is an option of spark-submit: %s %s %s ..."
          .formatted(option, root.name(), typed, nameOrCommand(command));
    }
    if (isGroup(command)) {
      return isKnown(option, root)
          ? "%s: expected after the command: %s ... %s"
              .formatted(
                  option, isGroup(last) ? root.name() + " COMMAND" : last.qualifiedName(), typed)
          : "%s: expected an option of spark-submit before the command, found '%s'; see %s --help"
              .formatted(root.name(), option, root.name());
    }
    String question = Nearest.question(option, names(command));
    return "%s: expected one of its options, found '%s'%s%s; %s --help lists them"
        .formatted(
            name(command),
            option,
            question.isEmpty() ? elsewhere(option) : "",
            question,
            command.qualifiedName());
  }

  private String nameOrCommand(CommandSpec command) {
    return command == root ? "COMMAND" : name(command);
  }

  /** Which other commands have the option. */
  private String elsewhere(String option) {
    Set<String> owners = new TreeSet<>();
    addOwners(option, root, owners);
    return owners.isEmpty() ? "" : ", an option of " + String.join(" and ", owners);
  }

  private static void addOwners(String option, CommandSpec command, Set<String> owners) {
    if (names(command).contains(option)) {
      owners.add(name(command));
    }
    for (CommandLine each : command.subcommands().values()) {
      addOwners(option, each.getCommandSpec(), owners);
    }
  }

  private static boolean isKnown(String option, CommandSpec root) {
    Set<String> owners = new TreeSet<>();
    addOwners(option, root, owners);
    return !owners.isEmpty();
  }

  private static Set<String> names(CommandSpec command) {
    Set<String> names = new TreeSet<>();
    for (OptionSpec option : command.options()) {
      names.addAll(List.of(option.names()));
    }
    return names;
  }

  /** The command as it is typed after the program's name. */
  private static String name(CommandSpec command) {
    String qualified = command.qualifiedName();
    String program = command.root().qualifiedName();
    return command == command.root() ? program : qualified.substring(program.length() + 1);
  }
}

package org.sparkgrad.cli;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Reads a properties file and gives its values to the options that the command line leaves out. */
final class ConfigFile {
  private static final Pattern COMMENT_AFTER_VALUE = Pattern.compile("\\s#");

  private final CommandLine command;
  private final ParseResult parsed;
  private final Problems problems;
  private final Map<String, ConfigEntry> entries = new HashMap<>();

  private ConfigFile(ParseResult parsed, Problems problems) {
    this.command = parsed.commandSpec().commandLine();
    this.parsed = parsed;
    this.problems = problems;
  }

  /**
   * Makes the file's values the defaults of the command's options; notes what it cannot take.
   *
   * @param parsed the command line without the file
   * @param problems say from now on where in the file a bad value stands
   */
  static void apply(String file, ParseResult parsed, Problems problems) {
    ConfigFile config = new ConfigFile(parsed, problems);
    ConfigText.read(file, problems)
        .map(text -> ConfigLines.read(file, text, problems))
        .ifPresent(config::take);
  }

  private void take(List<ConfigEntry> found) {
    for (ConfigEntry entry : found) {
      if (isUsable(entry)) {
        entries.put(entry.key(), entry);
      }
    }
    entries.forEach(
        (key, entry) -> {
          if (!parsed.hasMatchedOption("--" + key)) {
            problems.locate("--" + key, entry.place());
          }
        });
    command.setDefaultValueProvider(this::value);
  }

  private boolean isUsable(ConfigEntry entry) {
    Set<String> known = keys(command.getCommandSpec());
    if (!known.contains(entry.key())) {
      problems.add(
          "%s: unknown key '%s', found with value '%s'%s; %s --help lists what there is"
              .formatted(
                  entry.place(),
                  entry.key(),
                  entry.value(),
                  Nearest.question(entry.key(), known),
                  command.getCommandName()));
      return false;
    }
    if (entries.containsKey(entry.key())) {
      problems.add(
          "%s: %s: expected once, found again after line %d"
              .formatted(entry.place(), entry.key(), entries.get(entry.key()).line()));
      return false;
    }
    if (COMMENT_AFTER_VALUE.matcher(entry.value()).find()) {
      problems.add(
          "%s: %s: expected a value alone, found '%s'; a comment stands on a line of its own"
              .formatted(entry.place(), entry.key(), entry.value()));
      return false;
    }
    return true;
  }

  private static Set<String> keys(CommandSpec command) {
    Set<String> keys = new LinkedHashSet<>();
    for (OptionSpec option : command.options()) {
      if (!option.usageHelp() && !option.longestName().equals(ConfigOption.NAME)) {
        keys.add(option.longestName().substring(2));
      }
    }
    return keys;
  }

  private String value(ArgSpec argument) {
    // A flag that is given on the command line negates its default, so it must have none.
    if (!(argument instanceof OptionSpec option) || parsed.hasMatchedOption(option)) {
      return null;
    }
    ConfigEntry entry = entries.get(option.longestName().substring(2));
    if (entry == null) {
      return null;
    }
    return entry.value().isEmpty() ? withoutValue(option) : entry.value();
  }

  /** What an option means that stands alone, as on the command line. */
  private static String withoutValue(OptionSpec option) {
    if (!option.fallbackValue().isEmpty()) {
      return option.fallbackValue();
    }
    return option.arity().max() == 0 ? "true" : "";
  }
}

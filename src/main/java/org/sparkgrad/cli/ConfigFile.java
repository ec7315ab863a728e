package org.sparkgrad.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Reads a properties file and gives its values to the options that the command line leaves out. */
final class ConfigFile {
  private ConfigFile() {}

  /**
   * Makes the file's values the defaults of the command's options; notes unknown keys.
   *
   * @param parsed the command line without the file
   */
  static void apply(String file, ParseResult parsed, Problems problems) {
    CommandLine command = parsed.commandSpec().commandLine();
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      problems.add(
          "%s: expected a readable properties file, found %s: %s"
              .formatted(ConfigOption.NAME, file, e));
      return;
    }
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      problems.require(
          isConfigurable(command.getCommandSpec(), key),
          "%s: unknown key '%s', found with value '%s'; %s --help lists what there is"
              .formatted(file, key, properties.getProperty(key), command.getCommandName()));
    }
    command.setDefaultValueProvider(argument -> value(properties, parsed, argument));
  }

  private static boolean isConfigurable(CommandSpec command, String key) {
    OptionSpec option = command.findOption("--" + key);
    return option != null && !option.usageHelp() && !ConfigOption.NAME.equals("--" + key);
  }

  private static String value(Properties properties, ParseResult parsed, ArgSpec argument) {
    // A flag that is given on the command line negates its default, so it must have none.
    return argument instanceof OptionSpec option && !parsed.hasMatchedOption(option)
        ? properties.getProperty(option.longestName().substring(2))
        : null;
  }
}

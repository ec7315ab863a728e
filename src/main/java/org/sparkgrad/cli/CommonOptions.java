package org.sparkgrad.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options of every command that does something. */
final class CommonOptions {
  static final String JSON = "--json";
  static final String QUIET = "--quiet";
  static final String VERBOSE = "--verbose";

  @Option(names = JSON, description = "Print one JSON document instead of a table.")
  boolean json;

  @Option(names = VERBOSE, description = "Show stack traces of errors.")
  boolean verbose;

  @Option(
      names = QUIET,
      description = "Write only errors and warnings to standard error, and no progress.")
  boolean quiet;

  @Mixin HelpOption help;

  /** What the command says while it works. */
  Narration narration(CommandSpec command) {
    return new Narration(command.commandLine().getErr(), quiet);
  }
}

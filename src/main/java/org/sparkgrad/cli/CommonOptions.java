package org.sparkgrad.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of every command that does something. */
final class CommonOptions {
  @Option(names = "--json", description = "Print one JSON document instead of a table.")
  boolean json;

  static final String VERBOSE = "--verbose";

  @Option(names = VERBOSE, description = "Show stack traces of errors.")
  boolean verbose;

  @Mixin HelpOption help;
}

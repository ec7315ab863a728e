package org.sparkgrad.cli;

import picocli.CommandLine.Option;

/** The option of all commands, those included that only hold others. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;
}

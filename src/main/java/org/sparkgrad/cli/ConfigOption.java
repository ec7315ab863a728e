package org.sparkgrad.cli;

import picocli.CommandLine.Option;

/** The option of the commands that read a properties file. */
final class ConfigOption {
  static final String NAME = "--config";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description =
          "Properties file with the names of these options, less the dashes, as keys; what stands on"
              + " the command line wins.")
  String file;
}

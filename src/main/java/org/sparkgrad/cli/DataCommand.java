package org.sparkgrad.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gets and describes data. */
@Command(
    name = "data",
    description = "Fetch CIFAR-10, make a synthetic set, or describe one.",
    subcommands = {DataFetchCommand.class, DataSynthCommand.class, DataInfoCommand.class})
final class DataCommand {
  @Mixin HelpOption help;
}

package org.sparkgrad.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program itself; everything is done by its commands. */
@Command(
    name = "sparkgrad",
    customSynopsis = "sparkgrad [SPARK-SUBMIT OPTIONS] COMMAND [OPTIONS]",
    footer = {
      "",
      "Options of spark-submit, such as --master and --driver-memory, stand before the command;"
          + " the command's own after it (see sparkgrad COMMAND --help)."
    },
    description =
        "Distributed mini-batch gradient descent for image classifiers on Apache Spark.%n",
    versionProvider = VersionProvider.class,
    subcommands = {
      DataCommand.class,
      TrainCommand.class,
      GridCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      TemplatesCommand.class,
      ExportCommand.class,
      FeaturesCommand.class,
      ModelCommand.class,
      ReportCommand.class,
      GradcheckCommand.class,
      BenchCommand.class,
      CompletionCommand.class
    })
final class RootCommand {
  @Mixin HelpOption help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  boolean version;
}

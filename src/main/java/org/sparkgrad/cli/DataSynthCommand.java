package org.sparkgrad.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sparkgrad.data.synthetic.SyntheticCifar10;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a synthetic data set. */
@Command(
    name = "synth",
    description =
        "Make a small synthetic set in CIFAR-10's layout from a seed. It is not CIFAR-10: its"
            + " accuracies say nothing about CIFAR-10.")
final class DataSynthCommand implements Action {
  private static final String ROWS = "" + SyntheticCifar10.DEFAULT_ROWS;

  @Spec CommandSpec command;
  @Mixin CommonOptions common;

  @Parameters(paramLabel = "DIR", description = "Local directory to make.")
  Path directory;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Draws the images (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--train-rows",
      paramLabel = "N",
      defaultValue = ROWS,
      description = "Rows of each of the five training files (default: ${DEFAULT-VALUE}).")
  int trainRows;

  @Option(
      names = "--test-rows",
      paramLabel = "N",
      defaultValue = ROWS,
      description = "Rows of the test file (default: ${DEFAULT-VALUE}).")
  int testRows;

  @Override
  public int run(Problems problems) {
    requirePositive("--train-rows", trainRows, problems);
    requirePositive("--test-rows", testRows, problems);
    problems.throwIfAny();
    new SyntheticCifar10(seed, trainRows, testRows).write(directory);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("directory", directory.toString());
    document.put("note", "synthetic, not CIFAR-10");
    document.put("seed", seed);
    document.put("train_rows", trainRows * 5);
    document.put("test_rows", testRows);
    Output.print(command, common.json, document);
    return ExitCode.DONE;
  }

  private static void requirePositive(String option, int value, Problems problems) {
    problems.require(
        value >= 1, option + ": expected a whole number of at least 1, found " + value);
  }
}

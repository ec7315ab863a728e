package org.sparkgrad.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.data.synthetic.SyntheticData;
import org.sparkgrad.data.synthetic.SyntheticLayout;
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
        "Make a small synthetic set from a seed, in the layout of CIFAR-10 or another. It is not"
            + " CIFAR-10: its accuracies say nothing about CIFAR-10.")
final class DataSynthCommand implements Action {
  private static final List<String> LAYOUTS = Choice.labels(SyntheticLayout.class);
  private static final String ROWS = "" + SyntheticData.DEFAULT_ROWS;

  @Spec CommandSpec command;
  @Mixin CommonOptions common;

  @Parameters(paramLabel = "DIR", description = "Local directory to make.")
  Path directory;

  private static final class Layouts extends NameList {
    Layouts() {
      super(LAYOUTS);
    }
  }

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      completionCandidates = Layouts.class,
      defaultValue = "cifar-10",
      description =
          "How it lies there: ${COMPLETION-CANDIDATES}; idx has grey images of 28 x 28 pixels, folder"
              + " has PNG and JPEG files of three sizes, parquet has PNG files (default:"
              + " ${DEFAULT-VALUE}).")
  String layout;

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
      description =
          "Rows of each of the five training files, or a fifth of all (default: ${DEFAULT-VALUE}).")
  int trainRows;

  @Option(
      names = "--test-rows",
      paramLabel = "N",
      defaultValue = ROWS,
      description = "Rows to test with (default: ${DEFAULT-VALUE}).")
  int testRows;

  @Override
  public int run(Problems problems) {
    LocalPath.check("DIR", directory, problems);
    requireCount(
        "--train-rows", trainRows, Integer.MAX_VALUE / SyntheticData.TRAIN_FILES, problems);
    requireCount("--test-rows", testRows, Integer.MAX_VALUE, problems);
    Optional<SyntheticLayout> known = Choice.ofLabel(SyntheticLayout.class, layout);
    problems.require(
        known.isPresent(),
        "--layout: expected one of %s, found '%s'".formatted(String.join(", ", LAYOUTS), layout));
    problems.throwIfAny();
    SyntheticData data = new SyntheticData(seed, trainRows, testRows, known.orElseThrow());
    data.write(directory);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("directory", directory.toString());
    document.put("note", "synthetic, not CIFAR-10");
    document.put("layout", layout);
    document.put("seed", seed);
    document.put("train_rows", data.trainRows());
    document.put("test_rows", testRows);
    Output.print(command, common.json, document);
    return ExitCode.DONE;
  }

  private static void requireCount(String option, int value, int most, Problems problems) {
    problems.require(
        value >= 1 && value <= most,
        "%s: expected a whole number from 1 to %d, found %d".formatted(option, most, value));
  }
}

package org.sparkgrad.cli;

import java.util.Map;
import org.sparkgrad.search.Experiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains every cell of a grid, selects on the validation part, trains the best one on all rows. */
@Command(
    name = "grid",
    description = {
      "Train every combination of comma lists of hyperparameters, choose the best on held-out"
          + " validation rows,",
      "train it once more on all training rows and test it once."
    })
final class GridCommand extends Training {
  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Cells to train at a time (default: ${DEFAULT-VALUE}).")
  int parallelism;

  @Option(
      names = "--fused",
      description =
          "Train cells that draw the same batches in one pass, each row read once for all of them;"
              + " the results are the same, bit for bit.")
  boolean fused;

  @Option(names = "--test-cells", description = "Also test every cell as it is.")
  boolean testCells;

  @Override
  boolean lists() {
    return true;
  }

  @Override
  Experiment.Settings settings(Map<String, Object> manifest, Problems problems) {
    problems.require(
        parallelism >= 1,
        "--parallelism: expected a whole number of at least 1, found " + parallelism);
    return new Experiment.Settings(
        parallelism,
        fused,
        testCells,
        true,
        runOptions.resume,
        runOptions.curveInterval,
        runOptions.checkpointInterval,
        manifest);
  }
}

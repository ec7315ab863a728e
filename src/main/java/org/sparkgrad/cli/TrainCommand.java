package org.sparkgrad.cli;

import java.util.List;
import java.util.Map;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.search.Experiment;
import org.sparkgrad.search.SearchSettings;
import picocli.CommandLine.Command;

/** Trains one model, by default on all training rows, and tests it. */
@Command(
    name = "train",
    description =
        "Train one model, on all training rows unless --validation holds some out; test it.")
final class TrainCommand extends Training {
  @Override
  boolean lists() {
    return false;
  }

  @Override
  Map<Hyperparameter<?>, List<Object>> defaults() {
    return Map.of(Hyperparameter.VALIDATION, List.of(0));
  }

  @Override
  Experiment.Settings settings(Map<String, Object> manifest, Problems problems) {
    return new Experiment.Settings(
        SearchSettings.ONE_CELL,
        runOptions.training(true, runOptions.testViews.read(problems)),
        false,
        runOptions.isResumed(),
        manifest);
  }
}

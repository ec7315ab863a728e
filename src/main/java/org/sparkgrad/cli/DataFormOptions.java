package org.sparkgrad.cli;

import java.util.Map;
import java.util.Optional;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.data.format.CifarLabels;
import org.sparkgrad.data.format.DataChoices;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.io.DataException;
import picocli.CommandLine.Option;

/** How a data set is to be read where there is a choice. */
final class DataFormOptions {
  private static final Map<String, String> READ_WITH =
      Map.of(DataChoices.LABELS, "CIFAR-100 binary files");

  @Option(
      names = "--" + DataChoices.LABELS,
      paramLabel = "WHICH",
      description = "Which labels of CIFAR-100 are the classes, fine or coarse (default: fine).")
  String labels;

  void check(Problems problems) {
    problems.require(
        labels == null || Choice.ofLabel(CifarLabels.class, labels).isPresent(),
        "--%s: expected one of %s, found '%s'"
            .formatted(
                DataChoices.LABELS, String.join(", ", Choice.labels(CifarLabels.class)), labels));
  }

  private DataChoices choices() {
    return new DataChoices(
        Optional.ofNullable(labels).flatMap(each -> Choice.ofLabel(CifarLabels.class, each)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Looks through the directory that an option or argument names.
   *
   * @throws DataException if it is not a data set
   * @throws UsageException if an option is given that this data set does not read
   */
  DataSource open(String option, String directory) {
    new Location(option, directory)
        .problem()
        .ifPresent(
            problem -> {
              throw new DataException(problem);
            });
    DataChoices choices = choices();
    DataSource source = DataSource.open(Sessions.hadoop(), directory, choices);
    Problems problems = new Problems();
    for (String each : choices.given().keySet()) {
      problems.require(
          source.choices().containsKey(each),
          "--%s: expected only with %s, found %s at %s"
              .formatted(each, READ_WITH.get(each), source.kind(), directory));
    }
    problems.throwIfAny();
    return source;
  }
}

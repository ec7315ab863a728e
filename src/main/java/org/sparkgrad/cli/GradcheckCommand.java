package org.sparkgrad.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.ModelChoice;
import org.sparkgrad.config.PenaltyKind;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.distributed.BatchFeatures;
import org.sparkgrad.distributed.GradientChecker;
import org.sparkgrad.distributed.RowSample;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.feature.FeatureString;
import org.sparkgrad.gradcheck.GradientCheck;
import org.sparkgrad.loss.LossKind;
import org.sparkgrad.stats.ColumnStatistics;
import org.sparkgrad.train.ObjectiveParts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the gradient of every model, loss and penalty. */
@Command(
    name = "gradcheck",
    description =
        "Check the gradient of every model, loss and penalty against central differences in doubles,"
            + " and the gradient in floats that training follows against the one in doubles, in memory"
            + " and distributed; without --model that of each layer by itself too. The exit code is 1"
            + " where an error is above the tolerance.")
final class GradcheckCommand implements Action {
  private static final String FEATURES = "raw|standardize";
  private static final List<String> PENALTIES = Choice.labels(PenaltyKind.class);
  private static final List<String> LOSSES = Choice.labels(LossKind.class);

  /** A comma that is not within parentheses. */
  private static final String COMMA = ",(?![^(]*\\))";

  private static final class Losses extends NameList {
    Losses() {
      super(LOSSES);
    }
  }

  private static final class Penalties extends NameList {
    Penalties() {
      super(PENALTIES);
    }
  }

  @Spec CommandSpec command;
  @Mixin CommonOptions common;
  @Mixin DataOptions dataOptions;
  @Mixin ConfigOption config;

  @Option(
      names = "--model",
      split = COMMA,
      paramLabel = "NAME",
      description =
          "Models to check, by name or by layers as in train; small ones, as each number is moved by"
              + " plain loops (default: linear, softmax-relu, two-layer and a small network).")
  List<String> models;

  @Option(
      names = "--loss",
      split = ",",
      paramLabel = "NAME",
      completionCandidates = Losses.class,
      description = "Losses to check: ${COMPLETION-CANDIDATES} (default: all).")
  List<String> losses = LOSSES;

  @Option(
      names = "--label-smoothing",
      paramLabel = "S",
      defaultValue = "0",
      description = "Label smoothing of the softmax loss (default: ${DEFAULT-VALUE}).")
  double labelSmoothing;

  @Option(
      names = "--penalty",
      split = ",",
      paramLabel = "NAME",
      completionCandidates = Penalties.class,
      description = "Penalties to check: ${COMPLETION-CANDIDATES} (default: all).")
  List<String> penalties = PENALTIES;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "20",
      description = "Training rows to draw (default: ${DEFAULT-VALUE}).")
  int rows;

  @Option(
      names = "--coordinates",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Parameters to draw in each array of weights or biases (default: ${DEFAULT-VALUE}).")
  int coordinates;

  @Option(
      names = "--step",
      paramLabel = "H",
      defaultValue = "3e-5",
      description = "How far to move a parameter up and down (default: ${DEFAULT-VALUE}).")
  double step;

  @Option(
      names = "--tolerance",
      paramLabel = "E",
      defaultValue = "1e-6",
      description = "The largest relative error that passes (default: ${DEFAULT-VALUE}).")
  double tolerance;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Draws rows, weights and parameters (default: ${DEFAULT-VALUE}).")
  long seed;

  @Override
  public int run(Problems problems) throws IOException {
    dataOptions.check(problems);
    List<CheckedModel> checked = models(problems);
    requireKnown("--loss", losses, LOSSES, problems);
    checkSmoothing(problems);
    requireKnown("--penalty", penalties, PENALTIES, problems);
    requireCount("--rows", rows, problems);
    requireCount("--coordinates", coordinates, problems);
    requirePositive("--step", step, problems);
    requirePositive("--tolerance", tolerance, problems);
    problems.throwIfAny();
    losses = List.copyOf(new LinkedHashSet<>(losses));
    penalties = List.copyOf(new LinkedHashSet<>(penalties));
    DataSource data = dataOptions.open();
    int all = data.train().rows();
    problems.require(
        rows <= all,
        "--rows: expected at most the %d training rows, found %d".formatted(all, rows));
    checked.forEach(each -> each.check(data.shape(), problems));
    problems.throwIfAny();
    List<CheckedLayer> layers = models == null ? CheckedLayer.all(seed, step) : List.of();
    List<CheckedGradient> checks = check(checked, data);
    new GradcheckPrinter(command.commandLine().getOut(), tolerance)
        .print(checks, layers, common.json);
    boolean passed =
        Stream.concat(
                checks.stream().map(CheckedGradient::result),
                layers.stream().map(CheckedLayer::result))
            .allMatch(each -> each.passes(tolerance));
    return passed ? ExitCode.DONE : ExitCode.ERROR;
  }

  private List<CheckedModel> models(Problems problems) {
    List<CheckedModel> all = new ArrayList<>();
    for (String each : models == null ? CheckedModel.DEFAULTS : new LinkedHashSet<>(models)) {
      try {
        ModelChoice model = Hyperparameter.MODEL.parse(each);
        problems.require(
            model.isByGradient(),
            "--model: expected a model that follows a gradient, found '%s'".formatted(each));
        all.addAll(CheckedModel.of(model));
      } catch (IllegalArgumentException e) {
        problems.add("--model: " + e.getMessage());
      }
    }
    return all;
  }

  private GradientCheck.Settings settings() {
    return new GradientCheck.Settings(seed, coordinates, step);
  }

  private void checkSmoothing(Problems problems) {
    problems.require(
        labelSmoothing >= 0 && labelSmoothing < 1,
        "--label-smoothing: expected %s, found %s"
            .formatted(Hyperparameter.LABEL_SMOOTHING.expected(), labelSmoothing));
    problems.require(
        labelSmoothing == 0 || losses.contains(LossKind.SOFTMAX.label()),
        "--label-smoothing: expected only with --loss softmax, found without");
  }

  private static void requireKnown(
      String option, List<String> names, List<String> known, Problems problems) {
    for (String name : names) {
      problems.require(
          known.contains(name),
          "%s: expected one of %s, found '%s'".formatted(option, String.join(", ", known), name));
    }
  }

  private static void requireCount(String option, int value, Problems problems) {
    problems.require(
        value >= 1, "%s: expected a whole number of at least 1, found %d".formatted(option, value));
  }

  private static void requirePositive(String option, double value, Problems problems) {
    problems.require(
        value > 0 && Double.isFinite(value),
        "%s: expected a number above 0, found %s".formatted(option, value));
  }

  private List<CheckedGradient> check(List<CheckedModel> checked, DataSource data)
      throws IOException {
    try (SparkSession session = Sessions.start(command.name(), common.narration(command))) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      try (LabelledRows images =
          PartLoader.load(context, data.train(), dataOptions.partitions(context))) {
        GradientChecker checker = checker(images, data.shape());
        List<CheckedGradient> checks = new ArrayList<>();
        for (CheckedModel model : checked) {
          for (String loss : losses) {
            for (GradientChecker.Path path : GradientChecker.Path.values()) {
              addChecks(checker, data.shape(), model, loss, path, checks);
            }
          }
        }
        return checks;
      }
    }
  }

  private GradientChecker checker(LabelledRows images, DataShape shape) {
    RowRange all = new RowRange(0, images.rows());
    ColumnStatistics statistics =
        ColumnStatistics.of(images.blocks(), all, shape.values(), shape.image().isPresent());
    BatchFeatures features =
        BatchFeatures.of(FeatureString.parse(FEATURES).at(shape).fit(statistics).scaling());
    RowSample sample = RowSample.of(images.blocks(), new ShuffleSampler(seed, images.rows(), rows));
    return new GradientChecker(sample, features, settings());
  }

  private void addChecks(
      GradientChecker checker,
      DataShape shape,
      CheckedModel model,
      String loss,
      GradientChecker.Path path,
      List<CheckedGradient> checks) {
    List<ObjectiveParts> parts =
        penalties.stream()
            .map(penalty -> hyperparameters(model, loss, penalty, labelSmoothing))
            .map(each -> ObjectiveParts.of(each, shape, checker.features().count()))
            .toList();
    List<GradientCheck.Result> results =
        checker.check(
            parts.get(0).model(),
            parts.get(0).loss(),
            parts.stream().map(ObjectiveParts::penalty).toList(),
            path);
    for (int i = 0; i < results.size(); i++) {
      checks.add(new CheckedGradient(model.name(), loss, penalties.get(i), path, results.get(i)));
    }
  }

  private static Hyperparameters hyperparameters(
      CheckedModel model, String loss, String penalty, double labelSmoothing) {
    Map<Hyperparameter<?>, Object> given = new HashMap<>(model.hyperparameters());
    given.put(Hyperparameter.LOSS, Hyperparameter.LOSS.parse(loss));
    given.put(Hyperparameter.LABEL_SMOOTHING, labelSmoothing);
    given.putAll(Choice.ofLabel(PenaltyKind.class, penalty).orElseThrow().hyperparameters());
    return Hyperparameters.of(given);
  }
}

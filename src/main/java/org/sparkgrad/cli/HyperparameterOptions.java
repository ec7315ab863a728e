package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.search.Grid;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** One option for each hyperparameter, made from the list of them. */
final class HyperparameterOptions {
  private HyperparameterOptions() {}

  /**
   * Adds the options to a command.
   *
   * @param lists whether each takes a comma list
   * @param defaults the command's own
   */
  static void addTo(
      CommandSpec command, boolean lists, Map<Hyperparameter<?>, List<Object>> defaults) {
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      Optional<String> text =
          Optional.ofNullable(defaults.get(each))
              .map(values -> String.valueOf(values.get(0)))
              .or(each::defaultText);
      command.addOption(option(each, lists, text));
    }
  }

  private static OptionSpec option(
      Hyperparameter<?> hyperparameter, boolean lists, Optional<String> defaultText) {
    String description =
        "%s: %s%s.%s"
            .formatted(
                hyperparameter.description(),
                hyperparameter.expected(),
                defaultText.map(text -> " (default: " + text + ")").orElse(""),
                isReadEverywhere(hyperparameter) ? "" : " " + hyperparameter.scope().sentence());
    return OptionSpec.builder("--" + hyperparameter.key())
        .type(String.class)
        .paramLabel(lists ? "VALUE[,VALUE]" : "VALUE")
        .description(description.replace("%", "%%"))
        .build();
  }

  private static boolean isReadEverywhere(Hyperparameter<?> hyperparameter) {
    return hyperparameter.scope().others().isEmpty();
  }

  /** The values that the command line and the configuration give, one each. */
  static Map<Hyperparameter<?>, List<Object>> values(
      CommandSpec command, boolean lists, Problems problems) {
    Map<Hyperparameter<?>, List<Object>> values = new LinkedHashMap<>();
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      String text = command.findOption("--" + each.key()).getValue();
      if (text != null) {
        List<String> parts = lists ? splitOutsideParentheses(text) : List.of(text);
        values.put(each, parse(each, parts, problems));
      }
    }
    preferCommandLine(command, values, Hyperparameter.EPOCHS, Hyperparameter.ITERATIONS);
    preferCommandLine(command, values, Hyperparameter.ITERATIONS, Hyperparameter.EPOCHS);
    problems.require(
        !values.containsKey(Hyperparameter.EPOCHS)
            || !values.containsKey(Hyperparameter.ITERATIONS),
        "--epochs and --iterations: expected one of them, found both");
    values.keySet().removeIf(each -> isUnread(command, each, values, problems));
    return values;
  }

  /**
   * Whether no cell reads the hyperparameter, which is a problem, unless it is the file that gives
   * it and the command line that puts it out of scope.
   */
  private static boolean isUnread(
      CommandSpec command,
      Hyperparameter<?> hyperparameter,
      Map<Hyperparameter<?>, List<Object>> values,
      Problems problems) {
    if (isReadAnywhere(hyperparameter, values)) {
      return false;
    }
    String option = "--" + hyperparameter.key();
    ParseResult parsed = command.commandLine().getParseResult();
    boolean commandLineDecides =
        hyperparameter.scope().others().stream()
            .anyMatch(other -> parsed.hasMatchedOption("--" + other.key()));
    problems.require(
        commandLineDecides && !parsed.hasMatchedOption(option),
        "%s: expected only with %s, found without".formatted(option, hyperparameter.scope()));
    return true;
  }

  private static boolean isReadAnywhere(
      Hyperparameter<?> hyperparameter, Map<Hyperparameter<?>, List<Object>> values) {
    Set<Hyperparameter<?>> others = hyperparameter.scope().others();
    Map<Hyperparameter<?>, List<Object>> axes = new LinkedHashMap<>(values);
    axes.keySet().removeIf(each -> each != hyperparameter && !others.contains(each));
    // If no value of one of them could be read, that is the problem to report.
    return axes.values().stream().anyMatch(List::isEmpty)
        || new Grid(axes)
            .cells().stream()
                .anyMatch(cell -> cell.hyperparameters().find(hyperparameter).isPresent());
  }

  /** Of two that exclude each other, the one on the command line wins over the one in the file. */
  private static void preferCommandLine(
      CommandSpec command,
      Map<Hyperparameter<?>, List<Object>> values,
      Hyperparameter<?> wins,
      Hyperparameter<?> loses) {
    ParseResult parsed = command.commandLine().getParseResult();
    if (parsed.hasMatchedOption("--" + wins.key())
        && !parsed.hasMatchedOption("--" + loses.key())) {
      values.remove(loses);
    }
  }

  private static List<Object> parse(
      Hyperparameter<?> hyperparameter, List<String> parts, Problems problems) {
    List<Object> values = new ArrayList<>();
    for (String part : parts) {
      try {
        values.add(hyperparameter.parse(part));
      } catch (IllegalArgumentException e) {
        problems.add("--" + hyperparameter.key() + ": " + e.getMessage());
      }
    }
    return values;
  }

  /** Splits at commas, but not at those within a feature's parentheses. */
  static List<String> splitOutsideParentheses(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}

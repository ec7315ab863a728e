package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.sparkgrad.artifact.RecordedCall;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.io.Directory;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options that a run was called with, as its manifest records them, for a call that goes on
 * with it by {@code --resume RUN} alone. Those that the call gives must be the same, but for those
 * that change no result.
 */
final class RecordedOptions {
  private static final String DATA = "data";
  private static final String FEATURE_STORE = "feature-store";

  /** Where a run goes and how it begins; of the call itself. */
  private static final Set<String> NOT_RECORDED =
      Set.of("out", "overwrite", "resume", "take-over", "dry-run", "config");

  /** What is recorded and may differ all the same: other data are told by their digest. */
  private static final Set<String> FREE =
      Set.of(
          DATA,
          FEATURE_STORE,
          "partitions",
          "parallelism",
          "fused",
          "merge-depth",
          "checkpoint-interval",
          "checkpoint-seconds",
          "json",
          "quiet",
          "verbose",
          "wide",
          "log",
          "report");

  private final CommandLine command;
  private final ParseResult parsed;
  private final Map<String, String> recorded;

  /** What the options have that neither the command line nor the manifest gives; null for none. */
  private final IDefaultValueProvider others;

  private RecordedOptions(ParseResult parsed, Map<String, String> recorded) {
    command = parsed.commandSpec().commandLine();
    this.parsed = parsed;
    this.recorded = recorded;
    others = command.getDefaultValueProvider();
  }

  /**
   * The options of a call, by their names without dashes, with the values that it or its
   * configuration file gives.
   *
   * @param data the directory of the data, which is recorded whether or not an option names it
   * @param featureStore null for none
   */
  static Map<String, String> of(CommandSpec command, String data, String featureStore) {
    Map<String, String> options = new LinkedHashMap<>();
    for (OptionSpec option : command.options()) {
      String name = name(option);
      if (!option.usageHelp() && !NOT_RECORDED.contains(name) && isGiven(command, option)) {
        options.put(name, Objects.toString(option.getValue()));
      }
    }
    options.put(DATA, absolute(data));
    if (featureStore != null) {
      options.put(FEATURE_STORE, absolute(featureStore));
    }
    return options;
  }

  private static String name(OptionSpec option) {
    return option.longestName().substring(2);
  }

  private static boolean isGiven(CommandSpec command, OptionSpec option) {
    return command.commandLine().getParseResult().hasMatchedOption(option)
        || fromProvider(command.commandLine().getDefaultValueProvider(), option) != null;
  }

  private static String fromProvider(IDefaultValueProvider provider, ArgSpec option) {
    try {
      return provider == null ? null : provider.defaultValue(option);
    } catch (Exception e) {
      throw new IllegalStateException("a default of " + option, e);
    }
  }

  /** The run may be gone on with from another directory. */
  private static String absolute(String uri) {
    return Directory.at(Sessions.hadoop(), uri).toString();
  }

  /**
   * Makes the options of a run that is gone on with the defaults of the command's, after those of a
   * configuration file; notes what differs.
   *
   * @param parsed the command line without a file
   */
  static void apply(ParseResult parsed, Problems problems) {
    Optional<RecordedCall> call =
        RunOptions.resumed(asked(parsed)).flatMap(uri -> call(uri, problems));
    if (call.isEmpty()) {
      return;
    }
    String name = parsed.commandSpec().name();
    if (!call.get().command().equals(name)) {
      problems.add(
          "--resume: expected the command that made the run, %s, found %s"
              .formatted(call.get().command(), name));
      return;
    }
    RecordedOptions options = new RecordedOptions(parsed, call.get().options());
    options.command.setDefaultValueProvider(options::value);
    options.requireSame(problems);
    options.locatePlaces(problems);
  }

  /** What {@code --resume} is given by the command line or the configuration file; else null. */
  private static String asked(ParseResult parsed) {
    OptionSpec resume = parsed.commandSpec().findOption(RunOptions.RESUME);
    return resume == null || parsed.hasMatchedOption(resume)
        ? parsed.matchedOptionValue(RunOptions.RESUME, null)
        : fromProvider(parsed.commandSpec().commandLine().getDefaultValueProvider(), resume);
  }

  private static Optional<RecordedCall> call(String uri, Problems problems) {
    Optional<RunDirectory> directory = RunOptions.open(uri, new Problems());
    if (directory.isEmpty() || !directory.get().isRun()) {
      return Optional.empty(); // The option's own check says so.
    }
    Optional<RecordedCall> call = directory.get().call();
    problems.require(
        call.isPresent(),
        "--resume: expected a run of this version, found %s of an older one, which recorded no options: give them again, with --out %s --resume"
            .formatted(uri, uri));
    return call;
  }

  private String value(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || parsed.hasMatchedOption(option)) {
      return null; // A flag that is given negates its default.
    }
    String other = fromProvider(others, option);
    return other == null ? recorded.get(name(option)) : other;
  }

  /** Data that have moved since, which the call may give another place of. */
  private void locatePlaces(Problems problems) {
    for (String name : List.of(DATA, FEATURE_STORE)) {
      OptionSpec option = command.getCommandSpec().findOption("--" + name);
      if (recorded.containsKey(name) && given(option).isEmpty()) {
        problems.locate("--" + name, "recorded by the run, and may be given anew");
      }
    }
  }

  private void requireSame(Problems problems) {
    List<String> differences = new ArrayList<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      String name = name(option);
      Optional<String> given = given(option);
      if (given.isPresent()
          && !FREE.contains(name)
          && !NOT_RECORDED.contains(name)
          && !isSame(name, given.get())) {
        differences.add(
            "%s: recorded %s, given %s"
                .formatted(name, recorded.getOrDefault(name, "nothing"), given.get()));
      }
    }
    problems.require(
        differences.isEmpty(),
        "--resume: expected the options that the run was called with, found others: %s; --out RUN --resume takes those of this call, which may add cells"
            .formatted(String.join("; ", differences)));
  }

  private Optional<String> given(OptionSpec option) {
    return parsed.hasMatchedOption(option)
        ? Optional.of(Objects.toString(option.getValue()))
        : Optional.ofNullable(fromProvider(others, option));
  }

  /** Whether a value is the recorded one, be it written in another way. */
  private boolean isSame(String name, String given) {
    String before = recorded.get(name);
    return given.equals(before)
        || (before != null
            && Hyperparameter.ofKey(name).map(each -> isSame(each, before, given)).orElse(false));
  }

  private static boolean isSame(Hyperparameter<?> hyperparameter, String before, String given) {
    try {
      return values(hyperparameter, before).equals(values(hyperparameter, given));
    } catch (IllegalArgumentException e) { // What cannot be read is another problem.
      return false;
    }
  }

  private static List<Object> values(Hyperparameter<?> hyperparameter, String text) {
    List<Object> values = new ArrayList<>();
    for (String part : HyperparameterOptions.splitOutsideParentheses(text)) {
      values.add(hyperparameter.parse(part));
    }
    return values;
  }
}

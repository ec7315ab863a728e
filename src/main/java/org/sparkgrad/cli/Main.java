package org.sparkgrad.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparkgrad.io.DataException;
import org.sparkgrad.train.FailureReason;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The entry point that spark-submit calls. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    StandardError.restore();
    // Names of files, numbers in messages and in tables are the same wherever a run is made.
    Locale.setDefault(Locale.ENGLISH);
    // Pictures are drawn without a screen, which may be named and not be there.
    System.setProperty("java.awt.headless", "true");
    CommandLine program = program();
    Interruption interruption = Interruption.of(program);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> endByThread(program, interruption, error));
    int code = run(program, arguments);
    interruption.end();
    if (!isDriverInYarn()) {
      System.exit(code);
    }
    endInYarn(code);
  }

  private static boolean isDriverInYarn() {
    return "yarn".equals(System.getProperty("spark.master"))
        && "cluster".equals(System.getProperty("spark.submit.deployMode"));
  }

  /** YARN says of a driver that ends its process by itself that it failed, whatever the code. */
  private static void endInYarn(int code) {
    if (code != ExitCode.DONE) {
      throw new IllegalStateException("expected exit code 0, found " + code + ": the log says why");
    }
  }

  /** A thread of Spark's that ran out of memory is waited for without end. */
  private static void endByThread(CommandLine program, Interruption interruption, Throwable error) {
    if (OutOfHeapException.isBehind(error)) {
      int code = fail(program, new Problems(), ExitCode.ERROR, new OutOfHeapException(error));
      note(program, error);
      interruption.end();
      Runtime.getRuntime().halt(code);
    }
    program.getErr().println("sparkgrad: a thread ended: " + error);
  }

  /** Of a process that cannot go on; what it cannot note either must not keep it from its end. */
  private static void note(CommandLine program, Throwable error) {
    try {
      action(program).ifPresent(action -> action.failed(FailureReason.of(error)));
    } catch (Throwable e) {
      program.getErr().println("sparkgrad: the manifest does not say why: " + e);
    }
  }

  static CommandLine program() {
    CommandLine program = new CommandLine(new RootCommand());
    for (CommandLine each : program.getSubcommands().values()) {
      if (each.getCommand() instanceof Training training) {
        HyperparameterOptions.addTo(each.getCommandSpec(), training.lists(), training.defaults());
      }
    }
    NumberConverters.addTo(program);
    // A word that begins with @ is a name like any other, not a file with more words.
    program.setExpandAtFiles(false);
    for (CommandLine each : allCommands(program)) {
      each.getCommandSpec().parser().collectErrors(true);
      GroupedHelp.addTo(each);
    }
    return program;
  }

  /**
   * Runs one call and returns its exit code; says what went wrong on the program's error stream.
   */
  static int run(CommandLine program, String... arguments) {
    Problems problems = new Problems();
    try {
      Surroundings.check(arguments);
      int code = execute(program, problems, arguments);
      Surroundings.requireWritten(program.getOut());
      return code;
    } catch (UsageException e) {
      return fail(program, problems, ExitCode.USAGE, e);
    } catch (DataException e) {
      return fail(program, problems, ExitCode.DATA, e);
    } catch (Throwable e) { // Spark throws errors too, and checked exceptions undeclared.
      return fail(program, problems, ExitCode.ERROR, inWords(e));
    }
  }

  private static Throwable inWords(Throwable error) {
    return OutOfHeapException.isBehind(error) && !(error instanceof OutOfHeapException)
        ? new OutOfHeapException(error)
        : error;
  }

  /** What the last call of the program does; empty if it made no sense. */
  static Optional<Action> action(CommandLine program) {
    return Optional.ofNullable(program.getParseResult())
        .map(parsed -> last(parsed).commandSpec().userObject())
        .filter(Action.class::isInstance)
        .map(Action.class::cast);
  }

  private static int execute(CommandLine program, Problems problems, String... arguments)
      throws Exception {
    // A file that is given to --config must not get at environment variables.
    program.setInterpolateVariables(false);
    ParseResult withoutFile = last(program.parseArgs(arguments));
    String file = withoutFile.matchedOptionValue(ConfigOption.NAME, null);
    if (file != null) {
      ConfigFile.apply(file, withoutFile, problems);
    }
    RecordedOptions.apply(withoutFile, problems);
    ParseResult parsed = parse(program, arguments);
    program.setInterpolateVariables(true); // Of defaults, in the texts of help.
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    ParseProblems.of(parsed).forEach(problems::add);
    CommandLine command = last(parsed).commandSpec().commandLine();
    if (!(command.getCommand() instanceof Action action)) {
      problems.throwIfAny();
      throw new UsageException(
          "expected a command: %s; --help explains them"
              .formatted(String.join(", ", command.getSubcommands().keySet())));
    }
    return action.run(problems);
  }

  /**
   * Parses once more, with a flag at the end that was not given, if the last word is wrong: without
   * any after it, picocli leaves the other options without their defaults, and checks of these
   * would find faults that are none. Such a call ends before the flag is looked at.
   */
  private static ParseResult parse(CommandLine program, String... arguments) {
    ParseResult parsed = program.parseArgs(arguments);
    if (!ParseProblems.endIn(parsed)) {
      return parsed;
    }
    Optional<String> flag =
        Stream.of(CommonOptions.QUIET, CommonOptions.JSON)
            .filter(each -> last(parsed).commandSpec().findOption(each) != null)
            .filter(each -> !last(parsed).hasMatchedOption(each))
            .findFirst();
    return flag.map(
            each ->
                program.parseArgs(
                    Stream.concat(Stream.of(arguments), Stream.of(each)).toArray(String[]::new)))
        .orElse(parsed);
  }

  private static ParseResult last(ParseResult parsed) {
    return parsed.hasSubcommand() ? last(parsed.subcommand()) : parsed;
  }

  private static List<CommandLine> allCommands(CommandLine program) {
    List<CommandLine> all = new ArrayList<>();
    all.add(program);
    program.getSubcommands().values().forEach(each -> all.addAll(allCommands(each)));
    return all;
  }

  private static boolean isVerbose(ParseResult parsed) {
    for (ParseResult each = parsed; each != null; each = each.subcommand()) {
      OptionSpec option = each.commandSpec().findOption(CommonOptions.VERBOSE);
      if (option != null && Boolean.TRUE.equals(option.getValue())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whatever was wrong with an option, and whoever found it, a value of the file is named there.
   */
  private static int fail(CommandLine program, Problems problems, int code, Throwable e) {
    PrintWriter err = program.getErr();
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    message
        .lines()
        .filter(line -> !isOfTrace(line))
        .map(problems::located)
        .forEach(line -> err.println("sparkgrad: " + Printable.of(line)));
    if (isVerbose(program.getParseResult())) {
      e.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  /** Spark puts stack traces into its messages. */
  private static boolean isOfTrace(String line) {
    return line.isBlank() || line.startsWith("\t") || line.startsWith("Driver stacktrace:");
  }
}

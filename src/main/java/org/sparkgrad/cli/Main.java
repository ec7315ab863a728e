package org.sparkgrad.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.sparkgrad.io.DataException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The entry point that spark-submit calls. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    CommandLine program = program();
    int code = run(program, arguments);
    program.getOut().flush();
    System.exit(code);
  }

  static CommandLine program() {
    CommandLine program = new CommandLine(new RootCommand());
    CommandLine train = program.getSubcommands().get("train");
    CommandLine grid = program.getSubcommands().get("grid");
    HyperparameterOptions.addTo(train.getCommandSpec(), false);
    HyperparameterOptions.addTo(grid.getCommandSpec(), true);
    allCommands(program).forEach(each -> each.getCommandSpec().parser().collectErrors(true));
    return program;
  }

  /**
   * Runs one call and returns its exit code; says what went wrong on the program's error stream.
   */
  static int run(CommandLine program, String... arguments) {
    try {
      return execute(program, arguments);
    } catch (UsageException e) {
      return fail(program, ExitCode.USAGE, e);
    } catch (DataException e) {
      return fail(program, ExitCode.DATA, e);
    } catch (Exception e) {
      return fail(program, ExitCode.ERROR, e);
    }
  }

  private static int execute(CommandLine program, String... arguments) throws Exception {
    Problems problems = new Problems();
    ParseResult withoutFile = last(program.parseArgs(arguments));
    String file = withoutFile.matchedOptionValue(ConfigOption.NAME, null);
    if (file != null) {
      ConfigFile.apply(file, withoutFile, problems);
    }
    ParseResult parsed = program.parseArgs(arguments);
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

  private static int fail(CommandLine program, int code, Exception e) {
    PrintWriter err = program.getErr();
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    message.lines().forEach(line -> err.println("sparkgrad: " + line));
    if (isVerbose(program.getParseResult())) {
      e.printStackTrace(err);
    }
    err.flush();
    return code;
  }
}

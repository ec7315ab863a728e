package org.sparkgrad.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that makes a shell complete commands and options. */
@Command(
    name = "completion",
    description = "Print a script that makes bash or zsh complete commands and options.")
final class CompletionCommand implements Action {
  /** Shells that the script is for, which looks by itself by which of them it is read. */
  private static final List<String> SHELLS = List.of("bash", "zsh");

  @Spec CommandSpec command;
  @Mixin HelpOption help;

  @Parameters(
      paramLabel = "SHELL",
      arity = "0..1",
      defaultValue = "bash",
      description = "bash or zsh, which read the same script (default: ${DEFAULT-VALUE}).")
  String shell;

  @Override
  public int run(Problems problems) {
    problems.require(
        SHELLS.contains(shell),
        "SHELL: expected one of %s, found %s".formatted(String.join(", ", SHELLS), shell));
    problems.throwIfAny();
    PrintWriter out = command.commandLine().getOut();
    out.print(script());
    out.flush();
    return ExitCode.DONE;
  }

  private static String script() {
    CommandLine program = Main.program();
    SparkSubmitOptions.NAMES.stream()
        .sorted()
        .map(CompletionCommand::sparkSubmitOption)
        .forEach(program.getCommandSpec()::addOption);
    return AutoComplete.bash(program.getCommandName(), program);
  }

  private static OptionSpec sparkSubmitOption(String name) {
    Class<?> type = SparkSubmitOptions.FLAGS.contains(name) ? boolean.class : String.class;
    return OptionSpec.builder(name).type(type).build();
  }
}

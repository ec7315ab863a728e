package org.sparkgrad.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.sparkgrad.config.OptionGroup;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A page in Markdown of all commands with their options, as help states them. */
final class OptionsPage {
  private final StringBuilder page = new StringBuilder();

  private OptionsPage() {}

  static String of(CommandLine program) {
    OptionsPage page = new OptionsPage();
    page.page.append(
        """
        # Options

        Every command with its options, as `--help` states them; this page is made from the same
        source, and a test holds it to it. In `grid`, each option of a model, loss, penalty,
        optimiser, data or features takes a comma list. What no cell reads is refused. A properties
        file (`--config FILE`) has the same names as keys, less the dashes; the command line wins.
        """);
    page.add(program);
    return page.page.toString();
  }

  private void add(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    page.append("\n## ").append(spec.qualifiedName()).append("\n\n");
    page.append(String.join(" ", spec.usageMessage().description()).formatted().strip());
    page.append("\n");
    for (PositionalParamSpec each : spec.positionalParameters()) {
      page.append("\n`%s`: %s\n".formatted(each.paramLabel(), description(each.description())));
    }
    GroupedHelp.groups(spec).forEach(this::add);
    page.append("\n```\n");
    page.append(String.join("\n", Examples.of(spec.qualifiedName())));
    page.append("\n```\n");
    command.getSubcommands().values().forEach(this::add);
  }

  private void add(OptionGroup group, List<OptionSpec> options) {
    page.append("\n| %s | |\n|---|---|\n".formatted(group.heading()));
    for (OptionSpec option : options) {
      page.append("| `%s` | %s |\n".formatted(names(option), description(option.description())));
    }
  }

  private static String names(OptionSpec option) {
    String names = String.join("`, `", option.names());
    return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
  }

  /** As {@code Help} expands it; a bar would end a cell of the table. */
  private static String description(String[] lines) {
    return Arrays.stream(lines).collect(Collectors.joining(" ")).replace("|", "\\|");
  }
}

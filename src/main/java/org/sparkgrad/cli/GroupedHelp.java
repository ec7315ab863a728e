package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.OptionGroup;
import org.sparkgrad.data.format.DataChoices;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help with its options in groups and with examples. */
final class GroupedHelp {
  /** Options that are no hyperparameters; what is not here is of the run. */
  private static final Map<String, OptionGroup> GROUPS =
      Map.ofEntries(
          Map.entry("--data", OptionGroup.DATA_AND_FEATURES),
          Map.entry("--" + DataChoices.LABELS, OptionGroup.DATA_AND_FEATURES),
          Map.entry("--" + DataChoices.IMAGE_SIZE, OptionGroup.DATA_AND_FEATURES),
          Map.entry("--" + DataChoices.LABEL_COLUMN, OptionGroup.DATA_AND_FEATURES),
          Map.entry("--" + DataChoices.FEATURES_COLUMN, OptionGroup.DATA_AND_FEATURES),
          Map.entry("--feature-store", OptionGroup.DATA_AND_FEATURES),
          Map.entry("--penalty", OptionGroup.LOSS_AND_PENALTY),
          Map.entry("--partitions", OptionGroup.CLUSTER),
          Map.entry("--blocks", OptionGroup.CLUSTER),
          Map.entry("--merge-depth", OptionGroup.CLUSTER),
          Map.entry("--parallelism", OptionGroup.CLUSTER),
          Map.entry("--fused", OptionGroup.CLUSTER));

  private GroupedHelp() {}

  static void addTo(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, GroupedHelp::list);
    spec.usageMessage().footerHeading("%nExamples:%n");
    spec.usageMessage()
        .footer(
            Examples.of(spec.qualifiedName()).stream()
                .map(example -> "  " + example.replace("%", "%%"))
                .toArray(String[]::new));
  }

  /** The visible options of a command by groups, in the order in which they are declared. */
  static Map<OptionGroup, List<OptionSpec>> groups(CommandSpec command) {
    Map<OptionGroup, List<OptionSpec>> groups = new TreeMap<>();
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        groups.computeIfAbsent(group(option), unused -> new ArrayList<>()).add(option);
      }
    }
    return groups;
  }

  private static OptionGroup group(OptionSpec option) {
    String name = option.longestName();
    return Hyperparameter.ofKey(name.substring(2))
        .map(Hyperparameter::group)
        .orElse(GROUPS.getOrDefault(name, OptionGroup.RUN));
  }

  private static String list(Help help) {
    Map<OptionGroup, List<OptionSpec>> groups = groups(help.commandSpec());
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (group, options) -> {
          String heading = groups.size() == 1 ? "Options" : group.heading();
          Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
          layout.addOptions(options, help.createDefaultParamLabelRenderer());
          text.append(String.format("%n%s:%n", heading)).append(layout);
        });
    return text.toString();
  }
}

package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sparkgrad.config.Hyperparameter;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of every command has a test that {@link Covers} it, and no other is named. */
class OptionCoverageTest {
  private static Set<String> options(CommandLine program) {
    Set<String> options = new TreeSet<>();
    String root = program.getCommandName();
    addOptions(program, root, options);
    return options;
  }

  private static void addOptions(CommandLine command, String root, Set<String> options) {
    String name = command.getCommandSpec().qualifiedName(" ").substring(root.length()).strip();
    for (OptionSpec option : command.getCommandSpec().options()) {
      options.add((name + " " + option.longestName()).strip());
    }
    command.getSubcommands().values().forEach(each -> addOptions(each, root, options));
  }

  private static Set<String> covered() {
    JavaClasses tests =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("org.sparkgrad.cli");
    Set<String> covered = new TreeSet<>();
    tests.stream()
        .flatMap(test -> test.getMethods().stream())
        .filter(method -> method.isAnnotatedWith(Covers.class))
        .forEach(method -> addCovered(method, covered));
    return covered;
  }

  private static void addCovered(JavaMethod method, Set<String> covered) {
    for (String option : method.getAnnotationOfType(Covers.class).value()) {
      if (!option.endsWith(Covers.HYPERPARAMETERS)) {
        covered.add(option);
        continue;
      }
      String command = option.substring(0, option.indexOf(Covers.HYPERPARAMETERS));
      for (Hyperparameter<?> each : Hyperparameter.values()) {
        covered.add(command + " --" + each.key());
      }
    }
  }

  @Test
  void everyOptionHasATest() {
    assertEquals(String.join("\n", options(Main.program())), String.join("\n", covered()));
  }
}

package org.sparkgrad.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sparkgrad.io.Directory;
import org.sparkgrad.report.TableView.Entry;
import org.sparkgrad.report.plot.Plot;

/**
 * Writes the page of a run, or of several side by side, and its plots.
 *
 * @param shell how arguments are typed into a shell
 * @param commentary paragraphs on a run
 */
public record RunReport(
    Function<List<String>, String> shell, Function<RunData, List<Paragraph>> commentary) {
  public static final String PAGE = "report.html";

  /** Where plots and pictures are, beside the page. */
  public static final String PLOTS = "plots";

  /**
   * What was written.
   *
   * @param page its URI
   * @param plots names of files in {@code plots/}, without endings
   */
  public record Written(String page, List<String> plots) {}

  /**
   * Writes {@code report.html} and {@code plots/} into a directory, in the place of what is there.
   *
   * @param runs at least one
   */
  public Written write(List<RunData> runs, Directory directory) {
    Plot.requireFonts();
    Plots plots = new Plots();
    Optional<ComparisonSection> comparison =
        runs.size() > 1 ? Optional.of(ComparisonSection.of(runs, plots)) : Optional.empty();
    List<RunView> views = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      views.add(view(runs.get(i), runs.size() > 1 ? "run-%d-".formatted(i + 1) : "", plots));
    }
    byte[] page = new Page(title(runs), views, comparison).html().getBytes(StandardCharsets.UTF_8);
    directory.create();
    plots.write(directory);
    directory.write(PAGE, page);
    return new Written(directory + "/" + PAGE, plots.names());
  }

  private static String title(List<RunData> runs) {
    return runs.size() == 1
        ? "Sparkgrad report: " + runs.get(0).name()
        : "Sparkgrad report of %d runs".formatted(runs.size());
  }

  private RunView view(RunData run, String prefix, Plots plots) {
    return new RunView(
        prefix,
        run.name(),
        run.uri(),
        Lead.of(run),
        run.notes(),
        commentary.apply(run),
        ResultsSection.of(run),
        SettingsSection.of(run, plots, prefix),
        CurvesSection.of(run, plots, prefix),
        ModelSection.of(run, plots, prefix),
        ExamplesSection.of(run.examples()),
        run.templates().map(sheet -> TemplatesSection.of(sheet, plots, prefix)),
        gradients(run.gradients()),
        ReproduceSection.of(run, shell));
  }

  private static Optional<TableView> gradients(List<GradientLine> lines) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("model", "model");
    titles.put("loss", "loss");
    titles.put("penalty", "penalty");
    titles.put("path", "path");
    titles.put("worst", "worst relative error");
    titles.put("passed", "passed");
    TableView table =
        new TableView("Gradient checks", List.copyOf(titles.values()), new ArrayList<>());
    for (GradientLine line : lines) {
      table
          .rows()
          .add(
              titles.keySet().stream()
                  .map(name -> Entry.of(line.values().getOrDefault(name, "")))
                  .toList());
    }
    return Optional.of(table);
  }
}

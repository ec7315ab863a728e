package org.sparkgrad.report;

import java.util.List;
import java.util.Optional;

/**
 * A run as the page shows it.
 *
 * @param id that its places on the page begin with
 * @param lead the result in a sentence or two
 */
public record RunView(
    String id,
    String name,
    String uri,
    List<String> lead,
    List<String> notes,
    List<Paragraph> paragraphs,
    ResultsSection results,
    SettingsSection settings,
    CurvesSection curves,
    Optional<ModelSection> model,
    ExamplesSection examples,
    Optional<TemplatesSection> templates,
    Optional<TableView> gradients,
    ReproduceSection reproduce) {}

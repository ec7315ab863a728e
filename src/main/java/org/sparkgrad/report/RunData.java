package org.sparkgrad.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.report.templates.ContactSheet;

/**
 * What a run has left.
 *
 * @param uri of its directory
 * @param name of its directory
 * @param rows of the results, the final model's last
 * @param settings that tell its cells apart
 * @param curves of the best cells, the final model's first
 * @param predictions of one of its models for the test set
 * @param templates of the reported model, if it has any
 * @param notes on what is not as it should be, for the top of the page
 */
public record RunData(
    String uri,
    String name,
    Manifest manifest,
    List<ResultRow> rows,
    List<Setting> settings,
    List<Curve> curves,
    List<Confusion> confusions,
    Optional<Predictions> predictions,
    List<Example> examples,
    List<GradientLine> gradients,
    Optional<ContactSheet> templates,
    List<String> notes) {

  /** The same with templates. */
  RunData with(Optional<ContactSheet> sheet) {
    return new RunData(
        uri,
        name,
        manifest,
        rows,
        settings,
        curves,
        confusions,
        predictions,
        examples,
        gradients,
        sheet,
        notes);
  }

  /** All cells but the final model. */
  public List<ResultRow> cells() {
    return rows.stream().filter(row -> !row.isFinal()).toList();
  }

  /** The best cell; empty if none is ok. */
  public Optional<ResultRow> best() {
    Optional<ResultRow> recorded = manifest.text("best").flatMap(this::row);
    return recorded.isPresent()
        ? recorded
        : cells().stream().filter(ResultRow::isOk).max(Comparator.comparingDouble(RunData::score));
  }

  /** The cell whose model the page is about: the one with predictions, the final one, the best. */
  public Optional<ResultRow> reported() {
    return predictions
        .flatMap(each -> row(each.cell()))
        .or(() -> rows.stream().filter(row -> row.isFinal() && row.isOk()).findFirst())
        .or(this::best);
  }

  public Optional<ResultRow> row(String cell) {
    return rows.stream().filter(row -> row.cell().equals(cell)).findFirst();
  }

  /** Cells by what they are chosen by, the best first. */
  static double score(ResultRow row) {
    return row.number("validation_accuracy").or(() -> row.number("train_accuracy")).orElse(-1.0);
  }

  /** The confusion matrix of a cell on a part. */
  Optional<Confusion> confusion(String cell, String part) {
    return confusions.stream()
        .filter(each -> each.cell().equals(cell) && each.part().equals(part))
        .findFirst();
  }

  /** How many rows of a part a cell gets right, and of how many. */
  public Optional<Share> accuracy(ResultRow row, String part) {
    return confusion(row.cell(), part).map(Confusion::accuracy);
  }
}

package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.sparkgrad.evaluation.ConfusionMatrix;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.train.Tested;
import org.sparkgrad.train.TrainedModel;

/** What {@code evaluate} tells of a model: for people as tables, or as one document. */
record ModelReport(Tested tested, TrainedModel model, boolean withConfusion) {

  /** The document; a measure of which there is none, such as precision of no rows, is null. */
  Map<String, Object> document() {
    Map<String, Object> document = totals();
    document.put("classes", classes());
    if (withConfusion) {
      document.put("confusion", confusion());
    }
    return document;
  }

  private Evaluation evaluation() {
    return tested.evaluation();
  }

  private Map<String, Object> totals() {
    Evaluation evaluation = evaluation();
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("accuracy", evaluation.accuracy());
    totals.put("loss", evaluation.meanLoss());
    totals.put("rows", evaluation.confusion().rows());
    totals.put("weights_sha256", model.weightsSha256());
    totals.put("top_2_accuracy", evaluation.topAccuracy(2));
    totals.put("top_5_accuracy", evaluation.topAccuracy(5));
    totals.put("test_views", tested.views().label());
    return totals;
  }

  private List<Map<String, Object>> classes() {
    return IntStream.range(0, model.classNames().size()).mapToObj(this::ofClass).toList();
  }

  private Map<String, Object> ofClass(int label) {
    ConfusionMatrix matrix = evaluation().confusion();
    Map<String, Object> measures = new LinkedHashMap<>();
    measures.put("label", label);
    measures.put("class", model.classNames().get(label));
    measures.put("rows", matrix.support(label));
    measures.put("precision", finite(matrix.precision(label)));
    measures.put("recall", finite(matrix.recall(label)));
    measures.put("f1", finite(matrix.f1(label)));
    return measures;
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** A row per label, a column per prediction. */
  private List<List<Long>> confusion() {
    ConfusionMatrix matrix = evaluation().confusion();
    return IntStream.range(0, matrix.classes())
        .mapToObj(
            label ->
                IntStream.range(0, matrix.classes())
                    .mapToObj(prediction -> matrix.count(label, prediction))
                    .toList())
        .toList();
  }

  /** The tables, one below the other. */
  @Override
  public String toString() {
    List<String> tables = new ArrayList<>();
    tables.add(totalsTable().toString());
    tables.add(classTable().toString());
    if (withConfusion) {
      tables.add("rows: label; columns: prediction\n" + confusionTable());
    }
    return String.join(System.lineSeparator(), tables);
  }

  private TextTable totalsTable() {
    TextTable table = new TextTable(List.of("name", "value"));
    totals().forEach((name, value) -> table.add(List.of(name, String.valueOf(value))));
    return table;
  }

  private TextTable classTable() {
    TextTable table = new TextTable(List.of("class", "rows", "precision", "recall", "f1"));
    for (Map<String, Object> each : classes()) {
      table.add(
          List.of(
              String.valueOf(each.get("class")),
              String.valueOf(each.get("rows")),
              rounded(each.get("precision")),
              rounded(each.get("recall")),
              rounded(each.get("f1"))));
    }
    return table;
  }

  private static String rounded(Object measure) {
    return measure == null ? "-" : String.format(Locale.ROOT, "%.4f", (Double) measure);
  }

  private TextTable confusionTable() {
    List<String> header = new ArrayList<>(List.of(""));
    header.addAll(model.classNames());
    TextTable table = new TextTable(header);
    List<List<Long>> counts = confusion();
    for (int label = 0; label < counts.size(); label++) {
      List<String> row = new ArrayList<>(List.of(model.classNames().get(label)));
      counts.get(label).forEach(count -> row.add(count.toString()));
      table.add(row);
    }
    return table;
  }
}

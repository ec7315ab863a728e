package org.sparkgrad.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.TableColumn;
import org.sparkgrad.search.Experiment;
import org.sparkgrad.search.Plan;
import org.sparkgrad.train.Cell;

/**
 * What a run would be: its cells, and estimates of what they take.
 *
 * @param trainRows rows of the training files
 * @param heap what the driver has
 */
record DryRun(
    String command, List<Cell> cells, int trainRows, Experiment.Settings settings, HeapCheck heap) {
  private static final int POINT_BYTES = 56;

  /** Prints it as a table or as one JSON document. */
  void print(PrintWriter out, boolean json, boolean wide) {
    if (json) {
      out.println(Json.text(document()));
    } else {
      printTables(out, wide);
    }
    out.flush();
  }

  private Plan plan() {
    return new Plan(cells, settings.search(), trainRows, settings.finalModel());
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("dry_run", true);
    document.put("command", command);
    document.put("cells", cells.stream().map(this::row).toList());
    document.put("estimates", estimates());
    return document;
  }

  private Map<String, Object> row(Cell cell) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("cell", cell.name());
    for (TableColumn each : Hyperparameter.columns()) {
      row.put(each.name(), each.entry().apply(cell.hyperparameters()));
    }
    row.put("parameters", heap.memory(cell).network().parameters());
    row.put("planned_iterations", plan().iterations(cell));
    return row;
  }

  /** What all of it takes; numbers are of bytes where their names say so. */
  private Map<String, Long> estimates() {
    Plan plan = plan();
    long iterations = plan.iterations();
    Map<String, Long> estimates = new LinkedHashMap<>();
    estimates.put("cells", (long) cells.size());
    estimates.put("passes", (long) plan.passes().size());
    estimates.put("iterations", iterations);
    estimates.put("step_jobs", plan.stepJobs());
    estimates.put("driver_bytes", driverBytes(plan));
    estimates.put("heap_bytes", heap.heap().heap());
    estimates.put("data_bytes", heap.heap().rows());
    estimates.put("models_bytes", bytes(cells, 1));
    estimates.put("checkpoints_bytes", checkpointBytes() + iterations * POINT_BYTES);
    estimates.put("curve_rows", iterations);
    return estimates;
  }

  /** The largest cell in training with as many others as are trained at a time. */
  private long driverBytes(Plan plan) {
    double largest = 0;
    double most = 0;
    for (Cell cell : cells) {
      largest = Math.max(largest, heap.needed(cell));
      most = Math.max(most, heap.memory(cell).bytes());
    }
    int together =
        Math.min(settings.search().parallelism(), plan.passes().size())
            * plan.passes().stream().mapToInt(List::size).max().orElse(1);
    return (long) (largest + (together - 1) * most);
  }

  private long bytes(List<Cell> those, int copies) {
    return those.stream()
        .mapToLong(cell -> (long) heap.memory(cell).network().parameters() * Float.BYTES * copies)
        .sum();
  }

  private long checkpointBytes() {
    return cells.stream().mapToLong(cell -> bytes(List.of(cell), heap.memory(cell).state())).sum();
  }

  private void printTables(PrintWriter out, boolean wide) {
    List<Map<String, Object>> rows = cells.stream().map(this::row).toList();
    out.print(wide ? whole(rows) : narrow(rows));
    TextTable table = new TextTable(List.of("estimate", "at most"));
    estimates().forEach((name, value) -> table.add(List.of(name, "%,d".formatted(value))));
    out.print(table);
    out.println("dry run: nothing was started, nothing was written");
  }

  private static NarrowTable narrow(List<Map<String, Object>> rows) {
    List<NarrowTable.Column> columns = new ArrayList<>();
    for (String name : rows.get(0).keySet()) {
      List<String> values = rows.stream().map(row -> text(row.get(name))).toList();
      boolean always = List.of("cell", "parameters", "planned_iterations").contains(name);
      if (always || values.stream().distinct().count() > 1) {
        columns.add(new NarrowTable.Column(name, !always, values));
      }
    }
    return new NarrowTable(columns);
  }

  private static TextTable whole(List<Map<String, Object>> rows) {
    List<String> names = List.copyOf(rows.get(0).keySet());
    TextTable table = new TextTable(names);
    rows.forEach(row -> table.add(names.stream().map(name -> text(row.get(name))).toList()));
    return table;
  }

  private static String text(Object value) {
    return value == null ? NarrowTable.NONE : value.toString();
  }
}

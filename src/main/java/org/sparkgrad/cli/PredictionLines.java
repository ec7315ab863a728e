package org.sparkgrad.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.sparkgrad.artifact.CsvText;

/**
 * Predictions as text, in the order of the rows. Executors make the lines, and the driver takes
 * them a partition at a time.
 */
final class PredictionLines {
  private static final Map<String, String> JSON_OPTIONS = Map.of("ignoreNullFields", "false");
  private static final List<String> RANKS = List.of("second", "third", "fourth", "fifth");

  private PredictionLines() {}

  /** A comma-separated table as {@link CsvText} has it. Lists become columns. */
  static void writeCsv(Dataset<Row> table, Appendable out) throws IOException {
    List<Column> columns = new ArrayList<>();
    for (String name :
        List.of(
            "row", "path", "label", "label_name", "prediction", "prediction_name", "probability")) {
      columns.add(col(name));
    }
    for (int i = 0; i < RANKS.size(); i++) {
      // Of fewer classes, the rest are null.
      columns.add(get(col("top_5"), lit(i + 1)).as(RANKS.get(i)));
      columns.add(get(col("top_5_probabilities"), lit(i + 1)).as(RANKS.get(i) + "_probability"));
    }
    columns.add(col("error"));
    columns.add(col("test_views"));
    CsvText.write(table.orderBy("row").select(columns.toArray(Column[]::new)), out);
  }

  /** An array of one object per row, with the names of the table. */
  static void writeJson(Dataset<Row> table, Appendable out) throws IOException {
    Column whole =
        struct(Arrays.stream(table.columns()).map(name -> col(name)).toArray(Column[]::new));
    Iterator<String> lines = lines(table, to_json(whole, JSON_OPTIONS));
    out.append("[");
    String between = "\n";
    while (lines.hasNext()) {
      out.append(between).append(lines.next());
      between = ",\n";
    }
    out.append("\n]\n");
  }

  /**
   * One document of all predictions and what there is to say of them.
   *
   * @param head at least one entry
   */
  static void printDocument(Dataset<Row> table, Map<String, Object> head, PrintWriter out)
      throws IOException {
    String said = Json.text(head).strip();
    out.print(said.substring(0, said.lastIndexOf('}')).stripTrailing() + ", \"images\": ");
    writeJson(table, out);
    out.println("}");
    out.flush();
  }

  private static Iterator<String> lines(Dataset<Row> table, Column line) {
    return table.orderBy("row").select(line).as(Encoders.STRING()).toLocalIterator();
  }
}

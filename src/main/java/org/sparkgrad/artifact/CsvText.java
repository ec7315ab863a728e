package org.sparkgrad.artifact;

import static org.apache.spark.sql.functions.base64;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_csv;
import static org.apache.spark.sql.functions.to_json;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.StructField;

/**
 * Tables as comma-separated values, quoted as RFC 4180 has it, with a header; lines end with a line
 * feed. No value is an empty field, an empty text is {@code ""}, NaN is {@code NaN}, a list is a
 * JSON array and bytes are Base64.
 *
 * <p>Executors make the lines, and the driver takes them a partition at a time.
 */
public final class CsvText {
  private static final Map<String, String> OPTIONS =
      Map.of(
          "escape", "\"",
          "ignoreLeadingWhiteSpace", "false",
          "ignoreTrailingWhiteSpace", "false");

  private CsvText() {}

  /** Writes a table in its order. */
  public static void write(Dataset<Row> table, Appendable out) throws IOException {
    out.append(String.join(",", table.columns())).append("\n");
    Column[] columns =
        Arrays.stream(table.schema().fields()).map(CsvText::field).toArray(Column[]::new);
    Iterator<String> lines =
        table.select(to_csv(struct(columns), OPTIONS)).as(Encoders.STRING()).toLocalIterator();
    while (lines.hasNext()) {
      out.append(lines.next()).append("\n");
    }
  }

  private static Column field(StructField field) {
    Column column = col("`" + field.name() + "`");
    if (field.dataType() instanceof ArrayType) {
      return to_json(column).as(field.name());
    }
    return field.dataType() instanceof BinaryType ? base64(column).as(field.name()) : column;
  }
}

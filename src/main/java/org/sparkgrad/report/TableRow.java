package org.sparkgrad.report;

import java.util.List;
import java.util.Map;

/**
 * A row of a Parquet table.
 *
 * @param values by columns, in their order; null where there is no value. Texts, whole numbers of
 *     32 and 64 bits, doubles, truth values, bytes, and lists of doubles
 */
record TableRow(Map<String, Object> values) {
  /** A text, or null. */
  String text(String column) {
    return (String) values.get(column);
  }

  int integer(String column) {
    return ((Number) values.get(column)).intValue();
  }

  long count(String column) {
    return ((Number) values.get(column)).longValue();
  }

  /** A number; NaN where there is none. */
  double number(String column) {
    return values.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  byte[] bytes(String column) {
    return (byte[]) values.get(column);
  }

  @SuppressWarnings("unchecked")
  List<Double> numbers(String column) {
    return (List<Double>) values.get(column);
  }
}

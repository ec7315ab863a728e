package org.sparkgrad.artifact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;

/**
 * One column of a table: its name, its type and how its value comes out of what a row is about;
 * null where there is no value.
 */
record Column<T>(String name, DataType type, Function<T, Object> value) {

  static <T> Row row(List<Column<T>> columns, T subject) {
    return RowFactory.create(columns.stream().map(each -> each.value().apply(subject)).toArray());
  }

  /** The same row by names, in the order of the columns. */
  static <T> Map<String, Object> map(List<Column<T>> columns, T subject) {
    Map<String, Object> map = new LinkedHashMap<>();
    columns.forEach(each -> map.put(each.name(), each.value().apply(subject)));
    return map;
  }
}

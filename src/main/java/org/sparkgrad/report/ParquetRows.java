package org.sparkgrad.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.sparkgrad.io.GroupReader;

/**
 * Reads a small Parquet table where it is, without Spark: to start Spark's SQL takes longer than to
 * read all tables of a run.
 */
final class ParquetRows {
  private ParquetRows() {}

  /** Hands on all rows of a file, in their order. */
  static void read(Configuration hadoop, Path file, Consumer<TableRow> taker) throws IOException {
    try (ParquetReader<Group> reader = GroupReader.open(hadoop, file)) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        taker.accept(row(group));
      }
    }
  }

  private static TableRow row(Group group) {
    GroupType type = group.getType();
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      boolean isThere = group.getFieldRepetitionCount(i) > 0;
      values.put(type.getFieldName(i), isThere ? value(group, i, type.getType(i)) : null);
    }
    return new TableRow(values);
  }

  private static Object value(Group group, int field, Type type) {
    return type.isPrimitive()
        ? value(group, field, type.asPrimitiveType())
        : list(group.getGroup(field, 0));
  }

  private static Object value(Group group, int field, PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> group.getInteger(field, 0);
      case INT64 -> group.getLong(field, 0);
      case DOUBLE -> group.getDouble(field, 0);
      case FLOAT -> group.getFloat(field, 0);
      case BOOLEAN -> group.getBoolean(field, 0);
      case BINARY ->
          LogicalTypeAnnotation.stringType().equals(type.getLogicalTypeAnnotation())
              ? group.getString(field, 0)
              : group.getBinary(field, 0).getBytes();
      case INT96, FIXED_LEN_BYTE_ARRAY ->
          throw new IllegalArgumentException(
              "column %s: expected a type of a run's tables, found %s"
                  .formatted(type.getName(), type.getPrimitiveTypeName()));
    };
  }

  /** A list is a group of one repeated group of one element. */
  private static List<Object> list(Group list) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      Group element = list.getGroup(0, i);
      elements.add(value(element, 0, element.getType().getType(0)));
    }
    return elements;
  }
}

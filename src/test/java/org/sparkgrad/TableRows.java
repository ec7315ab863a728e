package org.sparkgrad;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.io.GroupReader;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows of Parquet tables, as they stand at the moment, read without Spark: a query would take
 * longer than what most tests do before it.
 */
public final class TableRows {
  private static final Configuration HADOOP = new Configuration();

  private TableRows() {}

  /** All rows of a directory of files, or of one file; none if it does not exist. */
  public static List<Group> groups(Path table) {
    List<Group> rows = new ArrayList<>();
    if (!Files.exists(table)) {
      return rows;
    }
    try {
      for (Path file : files(table)) {
        addAll(file, rows);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path table) throws IOException {
    if (!Files.isDirectory(table)) {
      return List.of(table);
    }
    try (Stream<Path> files = Files.list(table)) {
      return files.filter(each -> each.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private static void addAll(Path file, List<Group> rows) throws IOException {
    try (ParquetReader<Group> reader =
        GroupReader.open(HADOOP, new org.apache.hadoop.fs.Path(file.toUri()))) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
  }

  /** The same as rows of Spark, whose values have names; a column may be a list. */
  public static List<Row> of(Path table) {
    return groups(table).stream().map(TableRows::row).toList();
  }

  /** The same by ascending values of a column. */
  public static List<Row> of(Path table, String order) {
    return of(table).stream().sorted(Comparator.comparing(row -> key(row, order))).toList();
  }

  @SuppressWarnings("unchecked")
  private static Comparable<Object> key(Row row, String column) {
    return (Comparable<Object>) row.<Object>getAs(column);
  }

  /** The row of a cell. */
  public static Row ofCell(Path table, String cell) {
    List<Row> found =
        of(table).stream().filter(row -> cell.equals(row.<String>getAs("cell"))).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "%s: expected a row of %s, found %d".formatted(table, cell, found.size()));
    }
    return found.get(0);
  }

  private static Row row(Group group) {
    StructType schema = new StructType();
    Object[] values = new Object[group.getType().getFieldCount()];
    for (int i = 0; i < values.length; i++) {
      Type type = group.getType().getType(i);
      schema = schema.add(type.getName(), type(type));
      values[i] = group.getFieldRepetitionCount(i) == 0 ? null : value(group, i);
    }
    return new GenericRowWithSchema(values, schema);
  }

  private static DataType type(Type type) {
    if (!type.isPrimitive()) {
      GroupType repeated = type.asGroupType().getType(0).asGroupType();
      return DataTypes.createArrayType(type(repeated.getType(0)));
    }
    return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> DataTypes.IntegerType;
      case INT64 -> DataTypes.LongType;
      case BOOLEAN -> DataTypes.BooleanType;
      case FLOAT -> DataTypes.FloatType;
      case DOUBLE -> DataTypes.DoubleType;
      default ->
          type.getLogicalTypeAnnotation() == null ? DataTypes.BinaryType : DataTypes.StringType;
    };
  }

  private static Object value(Group group, int field) {
    Type type = group.getType().getType(field);
    return type.isPrimitive() ? primitive(group, field) : list(group.getGroup(field, 0));
  }

  /** A list is a group of groups of one element each. */
  private static Object list(Group list) {
    List<Object> elements =
        IntStream.range(0, list.getFieldRepetitionCount(0))
            .mapToObj(i -> value(list.getGroup(0, i), 0))
            .toList();
    return CollectionConverters.asScala(elements).toSeq();
  }

  private static Object primitive(Group group, int field) {
    Type type = group.getType().getType(field);
    PrimitiveTypeName name = type.asPrimitiveType().getPrimitiveTypeName();
    return switch (name) {
      case INT32 -> group.getInteger(field, 0);
      case INT64 -> group.getLong(field, 0);
      case BOOLEAN -> group.getBoolean(field, 0);
      case FLOAT -> group.getFloat(field, 0);
      case DOUBLE -> group.getDouble(field, 0);
      default ->
          type.getLogicalTypeAnnotation() == null
              ? group.getBinary(field, 0).getBytes()
              : group.getString(field, 0);
    };
  }

  /** A column's value in each row, as text; empty where there is none. */
  public static List<String> texts(Path table, String column) {
    return groups(table).stream()
        .map(
            row ->
                row.getFieldRepetitionCount(column) == 0
                    ? ""
                    : row.getValueToString(row.getType().getFieldIndex(column), 0))
        .toList();
  }
}

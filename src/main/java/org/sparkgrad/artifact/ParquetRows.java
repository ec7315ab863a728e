package org.sparkgrad.artifact;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.sparkgrad.io.GroupReader;

/**
 * Reads and writes the files of a table in this process, as Spark would write them: a Spark job for
 * the few rows of a cell could take longer than its training.
 */
record ParquetRows(Configuration hadoop) {
  /** As Spark names what is not a column. */
  private static final String MESSAGE = "spark_schema";

  private static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType);

  // As Parquet names the parts of a list.
  private static final String LIST = "list";
  private static final String ELEMENT = "element";

  private static final Map<DataType, PrimitiveTypeName> TYPES =
      Map.of(
          DataTypes.StringType, PrimitiveTypeName.BINARY,
          DataTypes.BinaryType, PrimitiveTypeName.BINARY,
          DataTypes.DoubleType, PrimitiveTypeName.DOUBLE,
          DataTypes.IntegerType, PrimitiveTypeName.INT32,
          DataTypes.LongType, PrimitiveTypeName.INT64,
          DataTypes.BooleanType, PrimitiveTypeName.BOOLEAN);

  /** Takes rows, one by one. */
  interface Sink {
    void take(Group row) throws IOException;
  }

  /** Gives rows, one by one. */
  interface Source {
    void giveTo(Sink sink) throws IOException;
  }

  /** Each column may be null. */
  static MessageType schema(List<? extends Column<?>> columns) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (Column<?> column : columns) {
      message.addField(field(column.name(), column.type()));
    }
    return message.named(MESSAGE);
  }

  private static Type field(String name, DataType type) {
    if (type.equals(DOUBLES)) {
      return Types.optionalList().element(field(ELEMENT, DataTypes.DoubleType)).named(name);
    }
    PrimitiveTypeName primitive = TYPES.get(type);
    if (primitive == null) {
      throw new IllegalArgumentException(
          "column %s: expected one of the types %s, or an array of doubles, found %s"
              .formatted(name, TYPES.keySet(), type));
    }
    boolean isText = type.equals(DataTypes.StringType);
    return Types.optional(primitive)
        .as(isText ? LogicalTypeAnnotation.stringType() : null)
        .named(name);
  }

  /** The row of a subject; what is null is left out. */
  static <T> Group row(MessageType schema, List<Column<T>> columns, T subject) {
    Group row = new SimpleGroup(schema);
    for (Column<T> column : columns) {
      Object value = column.value().apply(subject);
      if (value != null) {
        add(row, column.name(), value);
      }
    }
    return row;
  }

  private static void add(Group row, String column, Object value) {
    if (value instanceof String text) {
      row.append(column, text);
    } else if (value instanceof byte[] bytes) {
      row.append(column, Binary.fromConstantByteArray(bytes));
    } else if (value instanceof Double number) {
      row.append(column, number);
    } else if (value instanceof Integer number) {
      row.append(column, number);
    } else if (value instanceof Long number) {
      row.append(column, number);
    } else if (value instanceof Boolean flag) {
      row.append(column, flag);
    } else if (value instanceof double[] numbers) {
      addAll(row.addGroup(column), numbers);
    } else {
      throw new IllegalArgumentException(
          "column %s: expected a value of one of the types %s, found a %s"
              .formatted(column, TYPES.keySet(), value.getClass().getName()));
    }
  }

  /** A list is a group of groups of one element each. */
  private static void addAll(Group list, double[] elements) {
    for (double element : elements) {
      list.addGroup(LIST).append(ELEMENT, element);
    }
  }

  /** Writes a file to a stream, which stays open. */
  void write(MessageType schema, Source rows, OutputStream out) throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new ParquetOutput(out))
            .withType(schema)
            .withConf(hadoop)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      rows.giveTo(writer::write);
    }
  }

  /** Hands on all rows of a file, in their order. */
  void read(Path file, Sink sink) throws IOException {
    try (ParquetReader<Group> reader = GroupReader.open(hadoop, file)) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        sink.take(row);
      }
    }
  }
}

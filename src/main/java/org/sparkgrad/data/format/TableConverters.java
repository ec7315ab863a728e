package org.sparkgrad.data.format;

import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Fills a {@link TableRow} with the values that Parquet hands on, column by column. */
final class TableConverters extends RecordMaterializer<TableRow> {
  private final TableRow row = new TableRow();
  private final GroupConverter root;

  /**
   * @param wanted the columns that are read, by {@link TableColumns#projection}
   */
  TableConverters(TableColumns columns, MessageType wanted) {
    Converter[] fields = new Converter[wanted.getFieldCount()];
    for (int i = 0; i < fields.length; i++) {
      Type field = wanted.getType(i);
      fields[i] =
          field.getName().equals(columns.label())
              ? new Label(row, TableColumns.isUnsigned(field))
              : features(columns, field);
    }
    root = new Group(row::clear, fields);
  }

  private Converter features(TableColumns columns, Type field) {
    return switch (columns.form()) {
      case PICTURE -> new Bytes(row::image);
      case PICTURE_STRUCT -> new Group(() -> {}, new Bytes(row::image));
      case LIST -> list(field.asGroupType(), row.values(), row::beginList);
      case VECTOR_STRUCT -> struct(field.asGroupType());
    };
  }

  private Converter struct(GroupType type) {
    Converter[] fields = new Converter[type.getFieldCount()];
    for (int i = 0; i < fields.length; i++) {
      Type field = type.getType(i);
      fields[i] =
          switch (field.getName()) {
            case TableColumns.KIND -> new Whole(row::vectorKind);
            case TableColumns.SIZE -> new Whole(row::vectorSize);
            case TableColumns.INDICES -> list(field.asGroupType(), row.indices(), () -> {});
            default -> list(field.asGroupType(), row.values(), () -> {});
          };
    }
    return new Group(row::beginStruct, fields);
  }

  /** A list is a group of one repeated group of one element, or of one repeated number. */
  private static Converter list(GroupType type, NumberList out, Runnable begin) {
    Type repeated = type.getType(0);
    if (repeated.isPrimitive()) {
      DoubleConsumer element =
          number -> {
            out.begin();
            out.add(number);
          };
      return new Group(begin, new Numbers(element, TableColumns.isUnsigned(repeated)));
    }
    Type element = repeated.asGroupType().getType(0);
    Converter numbers = new Numbers(out::add, TableColumns.isUnsigned(element));
    return new Group(begin, new Group(out::begin, numbers));
  }

  @Override
  public TableRow getCurrentRecord() {
    return row;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  /** A group whose fields are converted each in its way. */
  private static final class Group extends GroupConverter {
    private final Runnable begin;
    private final Converter[] fields;

    Group(Runnable begin, Converter... fields) {
      this.begin = begin;
      this.fields = fields;
    }

    @Override
    public Converter getConverter(int field) {
      return fields[field];
    }

    @Override
    public void start() {
      begin.run();
    }

    @Override
    public void end() {}
  }

  private static final class Label extends PrimitiveConverter {
    private final TableRow row;
    private final boolean unsigned;

    Label(TableRow row, boolean unsigned) {
      this.row = row;
      this.unsigned = unsigned;
    }

    @Override
    public void addInt(int value) {
      row.label(unsigned ? Integer.toUnsignedLong(value) : value);
    }

    @Override
    public void addLong(long value) {
      row.label(value);
    }

    @Override
    public void addFloat(float value) {
      row.label((double) value);
    }

    @Override
    public void addDouble(double value) {
      row.label(value);
    }

    @Override
    public void addBinary(Binary value) {
      row.label(value.toStringUsingUTF8());
    }
  }

  private static final class Bytes extends PrimitiveConverter {
    private final Consumer<byte[]> out;

    Bytes(Consumer<byte[]> out) {
      this.out = out;
    }

    @Override
    public void addBinary(Binary value) {
      out.accept(value.getBytes());
    }
  }

  private static final class Whole extends PrimitiveConverter {
    private final IntConsumer out;

    Whole(IntConsumer out) {
      this.out = out;
    }

    @Override
    public void addInt(int value) {
      out.accept(value);
    }
  }

  private static final class Numbers extends PrimitiveConverter {
    private static final double TWO_TO_64 = 0x1p64;

    private final DoubleConsumer out;
    private final boolean unsigned;

    Numbers(DoubleConsumer out, boolean unsigned) {
      this.out = out;
      this.unsigned = unsigned;
    }

    @Override
    public void addInt(int value) {
      out.accept(unsigned ? (double) Integer.toUnsignedLong(value) : value);
    }

    @Override
    public void addLong(long value) {
      double number = value;
      out.accept(unsigned && number < 0 ? number + TWO_TO_64 : number);
    }

    @Override
    public void addFloat(float value) {
      out.accept(value);
    }

    @Override
    public void addDouble(double value) {
      out.accept(value);
    }
  }
}

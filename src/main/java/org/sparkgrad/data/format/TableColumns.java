package org.sparkgrad.data.format;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * The columns of a Parquet table that are read.
 *
 * @param label name of the column that has the labels: whole numbers, or names of classes
 * @param isNamed whether labels are names
 * @param features name of the column that has images or vectors
 * @param form how these lie there
 */
record TableColumns(String label, boolean isNamed, String features, Form form)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Names of the fields of the struct in which Spark keeps a vector. */
  static final String KIND = "type";

  static final String SIZE = "size";
  static final String INDICES = "indices";
  static final String VALUES = "values";

  private static final String BYTES = "bytes";
  private static final String USUAL_LABEL = "label";
  private static final List<String> USUAL_FEATURES = List.of("image", "img", "features");

  /** How images and vectors lie in a column. */
  enum Form {
    /** The bytes of an image file. */
    PICTURE("image files"),
    /** A struct with the bytes of an image file, as Hugging Face's data sets have it. */
    PICTURE_STRUCT("image files"),
    /** A list of numbers. */
    LIST("lists of numbers"),
    /** Spark's struct of a dense or sparse vector. */
    VECTOR_STRUCT("Spark's vectors");

    private final String words;

    Form(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * The columns of a table.
   *
   * @throws IllegalArgumentException if there are no such columns, or they are of other types
   */
  static TableColumns of(MessageType schema, DataChoices choices) {
    Type label = column(schema, List.of(choices.labelColumn().orElse(USUAL_LABEL)));
    Type features = column(schema, choices.featuresColumn().map(List::of).orElse(USUAL_FEATURES));
    return new TableColumns(label.getName(), isNamed(label), features.getName(), form(features));
  }

  private static Type column(MessageType schema, List<String> names) {
    for (String each : names) {
      if (schema.containsField(each)) {
        return schema.getType(each);
      }
    }
    throw new IllegalArgumentException(
        "expected a column %s, found %s"
            .formatted(
                String.join(" or ", names),
                schema.getFields().stream().map(Type::getName).collect(Collectors.joining(", "))));
  }

  private static boolean isNamed(Type label) {
    if (isWhole(label, PrimitiveTypeName.INT32)
        || isWhole(label, PrimitiveTypeName.INT64)
        || isPrimitive(label, PrimitiveTypeName.FLOAT)
        || isPrimitive(label, PrimitiveTypeName.DOUBLE)) {
      return false;
    }
    if (isText(label)) {
      return true;
    }
    throw new IllegalArgumentException(
        "expected a column '%s' of numbers or text, found %s".formatted(label.getName(), label));
  }

  /** Decimals, dates and times are kept as whole numbers of other units. */
  private static boolean isWhole(Type type, PrimitiveTypeName name) {
    return isPrimitive(type, name) && isPlain(type);
  }

  private static boolean isPlain(Type type) {
    LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
    return meaning == null || meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation;
  }

  static boolean isText(Type type) {
    return isPrimitive(type, PrimitiveTypeName.BINARY)
        && LogicalTypeAnnotation.stringType().equals(type.getLogicalTypeAnnotation());
  }

  /** Whether a whole number's first bit is a digit rather than a sign. */
  static boolean isUnsigned(Type type) {
    return type.getLogicalTypeAnnotation()
            instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation whole
        && !whole.isSigned();
  }

  private static boolean isPrimitive(Type type, PrimitiveTypeName name) {
    return type.isPrimitive()
        && !type.isRepetition(Type.Repetition.REPEATED)
        && type.asPrimitiveType().getPrimitiveTypeName() == name;
  }

  private static Form form(Type features) {
    if (isPrimitive(features, PrimitiveTypeName.BINARY) && !isText(features)) {
      return Form.PICTURE;
    }
    if (!features.isPrimitive()) {
      GroupType group = features.asGroupType();
      if (group.containsField(BYTES)
          && isPrimitive(group.getType(BYTES), PrimitiveTypeName.BINARY)) {
        return Form.PICTURE_STRUCT;
      }
      if (isListOfNumbers(group)) {
        return Form.LIST;
      }
      if (isVector(group)) {
        return Form.VECTOR_STRUCT;
      }
    }
    throw new IllegalArgumentException(
        "expected a column '%s' of image files, lists of numbers or Spark's vectors, found %s"
            .formatted(features.getName(), features.toString().replaceAll("\\s+", " ")));
  }

  private static boolean isVector(GroupType group) {
    return group.getFieldCount() == List.of(KIND, SIZE, INDICES, VALUES).size()
        && group.containsField(KIND)
        && group.containsField(SIZE)
        && isList(group, INDICES)
        && isList(group, VALUES);
  }

  private static boolean isList(GroupType group, String field) {
    return group.containsField(field)
        && !group.getType(field).isPrimitive()
        && isListOfNumbers(group.getType(field).asGroupType());
  }

  private static boolean isListOfNumbers(GroupType group) {
    if (group.getFieldCount() != 1 || !group.getType(0).isRepetition(Type.Repetition.REPEATED)) {
      return false;
    }
    Type repeated = group.getType(0);
    if (repeated.isPrimitive()) {
      return isNumber(repeated.asPrimitiveType());
    }
    Type element = repeated.asGroupType().getType(0);
    return repeated.asGroupType().getFieldCount() == 1
        && element.isPrimitive()
        && !element.isRepetition(Type.Repetition.REPEATED)
        && isNumber(element.asPrimitiveType());
  }

  /** Of an element of a list, which may be repeated itself. */
  private static boolean isNumber(PrimitiveType type) {
    PrimitiveTypeName name = type.getPrimitiveTypeName();
    return name == PrimitiveTypeName.FLOAT
        || name == PrimitiveTypeName.DOUBLE
        || ((name == PrimitiveTypeName.INT32 || name == PrimitiveTypeName.INT64) && isPlain(type));
  }

  /** The same, but that a column of text is read as the labels. */
  TableColumns withLabel(String column) {
    return new TableColumns(column, true, features, form);
  }

  boolean areImages() {
    return form == Form.PICTURE || form == Form.PICTURE_STRUCT;
  }

  /**
   * What is read of a table: both columns, or that of the labels alone.
   *
   * @param schema of the table
   */
  MessageType projection(MessageType schema, boolean labelsAlone) {
    List<Type> fields = new ArrayList<>();
    fields.add(schema.getType(label));
    if (!labelsAlone) {
      Type column = schema.getType(features);
      fields.add(
          form == Form.PICTURE_STRUCT
              ? column.asGroupType().withNewFields(column.asGroupType().getType(BYTES))
              : column);
    }
    return new MessageType(schema.getName(), fields);
  }
}

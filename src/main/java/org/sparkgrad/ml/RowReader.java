package org.sparkgrad.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.ImageShape;
import scala.collection.Iterator;
import scala.collection.Seq;

/**
 * Reads a column of features: vectors, dense or sparse; arrays of floats, doubles or tinyints;
 * binaries, whose bytes count 0 to 255; or Spark's image struct, whose rows of blue, green and red
 * become planes of red, green and blue. Numbers are kept as floats.
 */
final class RowReader implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LARGEST_BYTE = 255;
  private static final String EXPECTED =
      "a vector, an array of float, double or tinyint, a binary, or an image";

  private final String column;
  private final DataType type;
  private final boolean readsImages;

  /** The shape of pixels that come without one; null if there are none. */
  private final ImageShape declared;

  private RowReader(String column, DataType type, ImageShape declared) {
    this.column = column;
    this.type = type;
    readsImages = isImage(type);
    this.declared = declared;
  }

  /**
   * A reader of a column.
   *
   * @param declared the shape of pixels that come without one
   * @throws IllegalArgumentException if there is no such column, or it cannot hold features
   */
  static RowReader of(StructType schema, String column, Optional<ImageShape> declared) {
    DataType type = type(schema, column);
    boolean image = isImage(type);
    if (image && declared.isPresent()) {
      throw new IllegalArgumentException(
          "imageShape: expected none for the images of column '%s', which have shapes, found %s"
              .formatted(column, declared.get()));
    }
    if (!image && !isNumbers(type)) {
      throw new IllegalArgumentException(
          "column '%s': expected %s, found %s".formatted(column, EXPECTED, type.catalogString()));
    }
    return new RowReader(column, type, declared.orElse(null));
  }

  /** A reader of single vectors. */
  static RowReader ofVectors(Optional<ImageShape> declared) {
    return new RowReader("features", SQLDataTypes.VectorType(), declared.orElse(null));
  }

  /**
   * The type of a column.
   *
   * @throws IllegalArgumentException if there is none
   */
  static DataType type(StructType schema, String column) {
    if (!Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "column '%s': expected it in the DataFrame, found %s"
              .formatted(column, String.join(", ", schema.fieldNames())));
    }
    return schema.apply(column).dataType();
  }

  private static boolean isNumbers(DataType type) {
    if (type instanceof ArrayType array) {
      DataType element = array.elementType();
      return element.equals(DataTypes.FloatType)
          || element.equals(DataTypes.DoubleType)
          || element.equals(DataTypes.ByteType);
    }
    return type.equals(SQLDataTypes.VectorType()) || type.equals(DataTypes.BinaryType);
  }

  /** Whether it is that of Spark's image struct. */
  static boolean isImage(DataType type) {
    StructField[] expected = ImageSchema.columnSchema().fields();
    return type instanceof StructType struct
        && struct.length() == expected.length
        && IntStream.range(0, expected.length)
            .allMatch(
                i ->
                    struct.fields()[i].name().equals(expected[i].name())
                        && struct.fields()[i].dataType().equals(expected[i].dataType()));
  }

  String column() {
    return column;
  }

  /** Its type. */
  DataType type() {
    return type;
  }

  /**
   * Reads one entry of the column.
   *
   * @param entry may be null
   * @throws BadRowException saying what was expected and what was found
   */
  RowValues read(Object entry) throws BadRowException {
    if (entry == null) {
      throw new BadRowException("expected features, found null");
    }
    if (readsImages) {
      return ImageRow.read((Row) entry);
    }
    if (entry instanceof byte[] pixels && declared != null) {
      requirePixels(pixels.length);
      return RowValues.ofImage(declared, pixels);
    }
    float[] numbers = numbers(entry);
    return declared == null ? checked(numbers) : image(numbers);
  }

  private static float[] numbers(Object entry) throws BadRowException {
    if (entry instanceof Vector vector) {
      return ofVector(vector);
    }
    if (entry instanceof byte[] bytes) {
      float[] numbers = new float[bytes.length];
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] = bytes[k] & LARGEST_BYTE;
      }
      return numbers;
    }
    return ofArray((Seq<?>) entry);
  }

  /** A sparse vector may claim any size, whatever it holds. */
  private static float[] ofVector(Vector vector) throws BadRowException {
    if (vector.size() > DataShape.MOST_VALUES) {
      throw new BadRowException(
          "expected at most %,d values, found %,d".formatted(DataShape.MOST_VALUES, vector.size()));
    }
    double[] values = vector.toArray();
    float[] numbers = new float[values.length];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = (float) values[k];
    }
    return numbers;
  }

  private static float[] ofArray(Seq<?> array) throws BadRowException {
    float[] numbers = new float[array.length()];
    Iterator<?> values = array.iterator();
    for (int k = 0; k < numbers.length; k++) {
      if (!(values.next() instanceof Number number)) {
        throw new BadRowException("expected numbers, found null as value " + k);
      }
      numbers[k] = number.floatValue();
    }
    return numbers;
  }

  private static RowValues checked(float[] numbers) throws BadRowException {
    for (int k = 0; k < numbers.length; k++) {
      if (!Float.isFinite(numbers[k])) {
        throw new BadRowException(
            "expected finite numbers of 32 bits, found %s as value %d".formatted(numbers[k], k));
      }
    }
    return RowValues.ofNumbers(numbers);
  }

  private void requirePixels(int found) throws BadRowException {
    if (found != declared.bytes()) {
      throw new BadRowException(
          "expected the %d pixels of an image of %s, found %d values"
              .formatted(declared.bytes(), declared, found));
    }
  }

  private RowValues image(float[] numbers) throws BadRowException {
    requirePixels(numbers.length);
    byte[] pixels = new byte[numbers.length];
    for (int k = 0; k < pixels.length; k++) {
      int pixel = (int) numbers[k];
      if (pixel != numbers[k] || pixel < 0 || pixel > LARGEST_BYTE) {
        throw new BadRowException(
            "expected pixels that are whole numbers from 0 to %d, found %s as value %d"
                .formatted(LARGEST_BYTE, numbers[k], k));
      }
      pixels[k] = (byte) pixel;
    }
    return RowValues.ofImage(declared, pixels);
  }
}

package org.sparkgrad.ml;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.sparkgrad.image.ImageShape;

/**
 * What a row of a DataFrame has in its column of features: numbers, or the pixels of an image.
 *
 * <p>A plain class of plain fields, which Spark's Kryo serializer can read back.
 */
final class RowValues implements Serializable {
  private static final long serialVersionUID = 1L;

  private final float[] numbers;
  private final byte[] pixels;
  private final int channels;
  private final int height;
  private final int width;

  private RowValues(float[] numbers, byte[] pixels, int channels, int height, int width) {
    this.numbers = numbers;
    this.pixels = pixels;
    this.channels = channels;
    this.height = height;
    this.width = width;
  }

  static RowValues ofNumbers(float[] numbers) {
    return new RowValues(numbers, new byte[0], 0, 0, 0);
  }

  /**
   * An image.
   *
   * @param pixels as {@link ImageShape} orders them
   */
  static RowValues ofImage(ImageShape shape, byte[] pixels) {
    return new RowValues(new float[0], pixels, shape.channels(), shape.height(), shape.width());
  }

  /** The shape of an image; empty for numbers. */
  Optional<ImageShape> image() {
    return channels == 0 ? Optional.empty() : Optional.of(new ImageShape(channels, height, width));
  }

  /** How many there are. */
  int size() {
    return numbers.length + pixels.length;
  }

  /**
   * Copies them.
   *
   * @param out an array of floats for numbers, of bytes for pixels
   */
  void copyTo(Object out, int at) {
    System.arraycopy(channels == 0 ? numbers : pixels, 0, out, at, size());
  }

  /** In words: {@code 10 values}, or {@code an image of 3 x 32 x 32}. */
  String shapeText() {
    return image().map(shape -> "an image of " + shape).orElse(numbers.length + " values");
  }

  /** The bytes that say which values these are: little-endian floats, or the pixels. */
  byte[] bytes() {
    if (channels > 0) {
      return pixels;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    return bytes.array();
  }
}

package org.sparkgrad.ml;

import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.sql.Row;
import org.sparkgrad.image.ImageShape;

/** Reads Spark's image struct: bytes row by row, the blue, green and red of each pixel together. */
final class ImageRow {
  private static final int GREY = 1;
  private static final int COLOUR = 3;

  /** The one field that may be null. */
  private static final String ORIGIN = "origin";

  private ImageRow() {}

  /**
   * The image with a plane for each channel, red first.
   *
   * @throws BadRowException if it did not decode, or has other channels than grey or colour
   */
  static RowValues read(Row image) throws BadRowException {
    for (String field : image.schema().fieldNames()) {
      if (!field.equals(ORIGIN) && image.isNullAt(image.fieldIndex(field))) {
        throw new BadRowException(
            "expected an image that decodes, found none, as its %s is null".formatted(field));
      }
    }
    int channels = ImageSchema.getNChannels(image);
    int height = ImageSchema.getHeight(image);
    int width = ImageSchema.getWidth(image);
    byte[] data = ImageSchema.getData(image);
    if (height < 1 || width < 1) {
      throw new BadRowException(
          "expected an image that decodes, found none in '%s'"
              .formatted(ImageSchema.getOrigin(image)));
    }
    if (channels != GREY && channels != COLOUR) {
      throw new BadRowException(
          "expected an image of 1 or 3 channels, found %d in '%s'"
              .formatted(channels, ImageSchema.getOrigin(image)));
    }
    if (data.length != (double) channels * height * width) {
      throw new BadRowException(
          "expected %.0f bytes of an image of %d x %d x %d, found %d in '%s'"
              .formatted(
                  (double) channels * height * width,
                  channels,
                  height,
                  width,
                  data.length,
                  ImageSchema.getOrigin(image)));
    }
    ImageShape shape = new ImageShape(channels, height, width);
    return RowValues.ofImage(shape, planes(data, shape));
  }

  private static byte[] planes(byte[] data, ImageShape shape) {
    byte[] pixels = new byte[data.length];
    int channels = shape.channels();
    for (int place = 0; place < shape.plane(); place++) {
      for (int c = 0; c < channels; c++) {
        pixels[c * shape.plane() + place] = data[place * channels + channels - 1 - c];
      }
    }
    return pixels;
  }
}

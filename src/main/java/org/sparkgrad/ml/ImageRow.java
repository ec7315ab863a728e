package org.sparkgrad.ml;

import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.sql.Row;
import org.sparkgrad.image.ImageShape;

/** Reads Spark's image struct: bytes row by row, the blue, green and red of each pixel together. */
final class ImageRow {
  private static final int GREY = 1;
  private static final int COLOUR = 3;

  private ImageRow() {}

  /**
   * The image with a plane for each channel, red first.
   *
   * @throws BadRowException if it did not decode, or has other channels than grey or colour
   */
  static RowValues read(Row image) throws BadRowException {
    int channels = ImageSchema.getNChannels(image);
    int height = ImageSchema.getHeight(image);
    int width = ImageSchema.getWidth(image);
    byte[] data = ImageSchema.getData(image);
    if (data == null || height < 1 || width < 1) {
      throw new BadRowException(
          "expected an image that decodes, found none in '%s'"
              .formatted(ImageSchema.getOrigin(image)));
    }
    if (channels != GREY && channels != COLOUR) {
      throw new BadRowException(
          "expected an image of 1 or 3 channels, found %d in '%s'"
              .formatted(channels, ImageSchema.getOrigin(image)));
    }
    ImageShape shape = new ImageShape(channels, height, width);
    if (data.length != shape.bytes()) {
      throw new BadRowException(
          "expected %d bytes of an image of %s, found %d in '%s'"
              .formatted(shape.bytes(), shape, data.length, ImageSchema.getOrigin(image)));
    }
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

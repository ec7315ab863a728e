package org.sparkgrad.data.format;

import org.sparkgrad.data.picture.PictureDecoder;
import org.sparkgrad.data.picture.PictureException;
import org.sparkgrad.data.picture.PictureFile;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.DataException;

/** An image of a data set that lies there as a picture: PNG, JPEG, GIF or BMP. */
final class EncodedImage {
  private EncodedImage() {}

  /**
   * The image, resized as {@code predict} does.
   *
   * @param place where it is, for the message
   * @throws DataException if it cannot be decoded
   */
  static byte[] decode(byte[] picture, ImageShape shape, String place) {
    try {
      return PictureDecoder.decode(picture, shape);
    } catch (PictureException e) {
      throw new DataException(
          "load data: %s at %s (replace it, or take it out)".formatted(e.getMessage(), place), e);
    }
  }

  static void requireLength(long bytes, String place) {
    if (bytes > PictureFile.MOST_BYTES) {
      throw new DataException(
          "load data: expected an image file of at most %,d bytes, found %,d at %s"
              .formatted(PictureFile.MOST_BYTES, bytes, place));
    }
  }
}

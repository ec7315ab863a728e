package org.sparkgrad.data.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.sparkgrad.image.CentreCrop;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.RgbRows;
import org.sparkgrad.image.Turn;
import org.sparkgrad.io.Reason;

/**
 * Makes an image of the bytes of a PNG, JPEG, GIF or BMP file: decoded by Java's own readers, the
 * first picture of several, resized by {@link CentreCrop}, turned as EXIF says. The size is read
 * and checked before the pixels are.
 */
public final class PictureDecoder {
  /** A decoded picture takes 3 bytes a pixel, or up to 8 with 16 bits a sample. */
  static final long MOST_PIXELS = 64L << 20;

  private static final int INKS = 4;
  private static final String PREMATURE_END = "premature end";

  /** A label and the pixels. */
  private static final int CIFAR_RECORD = 1 + ImageShape.CIFAR.bytes();

  private static final int CIFAR_CLASSES = 10;

  private PictureDecoder() {}

  /**
   * The image.
   *
   * @param file all bytes of a file
   * @param image its shape, of one or three channels
   * @throws PictureException if it cannot be made
   */
  public static byte[] decode(byte[] file, ImageShape image) throws PictureException {
    PictureFormat format =
        PictureFormat.of(file)
            .orElseThrow(
                () ->
                    new PictureException(
                        "expected a PNG, JPEG, GIF or BMP picture, found " + what(file)));
    try {
      int orientation = Exif.orientation(file, format);
      RgbRows rows = rows(Completeness.require(file, format), format);
      byte[] stored = CentreCrop.of(rows, Turn.stored(image, orientation));
      return Turn.upright(stored, image, orientation);
    } catch (PictureException e) {
      throw e;
    } catch (OutOfMemoryError e) { // Of one large array; there is room for the others.
      throw new PictureException(
          "expected a picture that fits into a worker's memory, found one that does not", e);
    } catch (IOException | RuntimeException e) { // Java's readers throw any on damaged files.
      throw new PictureException(
          "expected a whole %s picture, found a damaged one: %s".formatted(format, Reason.of(e)),
          e);
    }
  }

  private static String what(byte[] file) {
    if (file.length == 0) {
      return "an empty file";
    }
    return file.length % CIFAR_RECORD == 0 && file[0] >= 0 && file[0] < CIFAR_CLASSES
        ? "records as of CIFAR-10, which --data takes, by their folder"
        : "something else";
  }

  private static RgbRows rows(byte[] file, PictureFormat format) throws IOException {
    ImageReader reader =
        ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT)).next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      requireSize(reader.getWidth(0), reader.getHeight(0));
      boolean[] ended = new boolean[1];
      reader.addIIOReadWarningListener(
          (source, warning) ->
              ended[0] |= warning.toLowerCase(Locale.ROOT).contains(PREMATURE_END));
      RgbRows rows =
          switch (format) {
            case JPEG -> jpeg(reader, file);
            case GIF -> gif(reader);
            case PNG, BMP -> colours(reader);
          };
      if (ended[0]) {
        throw new IOException("it ends too early");
      }
      return rows;
    } finally {
      reader.dispose();
    }
  }

  private static RgbRows colours(ImageReader reader) throws IOException {
    return new RasterRows(reader.read(0));
  }

  /** Java's reader gives the frame alone. */
  private static RgbRows gif(ImageReader reader) throws IOException {
    GifFrame frame = GifFrame.of(reader);
    requireSize(frame.width(), frame.height());
    return frame.screen(colours(reader));
  }

  /** Java's reader has no colours for four inks. */
  private static RgbRows jpeg(ImageReader reader, byte[] file) throws IOException {
    JpegHeader header = JpegHeader.of(file);
    return header.components() == INKS
        ? new InkRows(reader.readRaster(0, null), header)
        : colours(reader);
  }

  private static void requireSize(long width, long height) throws PictureException {
    if (width <= 0 || height <= 0 || width * height > MOST_PIXELS) {
      throw new PictureException(
          "expected from 1 to %,d pixels, found %d x %d".formatted(MOST_PIXELS, width, height));
    }
  }
}

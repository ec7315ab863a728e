package org.sparkgrad;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures of many kinds as the bytes of files. */
public final class PictureBytes {
  private static final int SIDE = 32;

  private PictureBytes() {}

  /** An image of CIFAR's layout. */
  public static BufferedImage picture(byte[] image) {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at < SIDE * SIDE; at++) {
      int red = image[at] & 0xFF;
      int green = image[SIDE * SIDE + at] & 0xFF;
      int blue = image[2 * SIDE * SIDE + at] & 0xFF;
      picture.setRGB(at % SIDE, at / SIDE, red << 16 | green << 8 | blue);
    }
    return picture;
  }

  /** A file as Java writes it. */
  public static byte[] of(BufferedImage picture, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(picture, format, out)) {
        throw new IllegalStateException("no writer of such pictures: " + format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** One colour, with samples and alpha of 16 bits. */
  public static BufferedImage sixteenBits(int width, int height, int... rgba) {
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            true,
            false,
            BufferedImage.TRANSLUCENT,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = colours.createCompatibleWritableRaster(width, height);
    for (int at = 0; at < width * height; at++) {
      raster.setPixel(at % width, at / width, rgba);
    }
    return new BufferedImage(colours, raster, false, null);
  }

  /** The second of four colours of a palette, which may be transparent. */
  public static BufferedImage palette(int rgb, boolean transparent) {
    int[] colours = {0x000000, rgb, 0xFFFFFF, 0x00FF00};
    IndexColorModel palette =
        new IndexColorModel(2, 4, colours, 0, false, transparent ? 1 : -1, DataBuffer.TYPE_BYTE);
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_BINARY, palette);
    for (int at = 0; at < SIDE * SIDE; at++) {
      picture.getRaster().setSample(at % SIDE, at / SIDE, 0, 1);
    }
    return picture;
  }

  /** An animated GIF. */
  public static byte[] animation(List<BufferedImage> frames) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (BufferedImage frame : frames) {
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    }
    writer.dispose();
    return bytes.toByteArray();
  }

  /** The same with a segment of EXIF, big-endian, of one entry. */
  public static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteArrayOutputStream segment = new ByteArrayOutputStream();
    segment.writeBytes("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
    segment.writeBytes(exif(orientation));
    return withSegment(jpeg, 0xE1, segment.toByteArray());
  }

  /** A PNG file with a chunk of EXIF after its header. */
  public static byte[] withOrientationChunk(byte[] png, int orientation) {
    byte[] exif = exif(orientation);
    byte[] chunk = new byte[exif.length + 4];
    System.arraycopy("eXIf".getBytes(StandardCharsets.ISO_8859_1), 0, chunk, 0, 4);
    System.arraycopy(exif, 0, chunk, 4, exif.length);
    CRC32 sum = new CRC32();
    sum.update(chunk);
    int header = 8 + 25;
    return ByteBuffer.allocate(png.length + chunk.length + 8)
        .put(png, 0, header)
        .putInt(exif.length)
        .put(chunk)
        .putInt((int) sum.getValue())
        .put(png, header, png.length - header)
        .array();
  }

  private static byte[] exif(int orientation) {
    ByteArrayOutputStream exif = new ByteArrayOutputStream();
    exif.writeBytes("MM\0*".getBytes(StandardCharsets.ISO_8859_1));
    exif.writeBytes(new byte[] {0, 0, 0, 8, 0, 1});
    exif.writeBytes(new byte[] {1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0});
    exif.writeBytes(new byte[] {0, 0, 0, 0});
    return exif.toByteArray();
  }

  /** The same with the segment of Adobe's programs. */
  public static byte[] withAdobeMark(byte[] jpeg, int transform) {
    byte[] mark = "Adobe\0\144\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    mark[11] = (byte) transform;
    return withSegment(jpeg, 0xEE, mark);
  }

  private static byte[] withSegment(byte[] jpeg, int kind, byte[] content) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(jpeg, 0, 2);
    int length = content.length + 2;
    all.writeBytes(new byte[] {(byte) 0xFF, (byte) kind, (byte) (length >> 8), (byte) length});
    all.writeBytes(content);
    all.write(jpeg, 2, jpeg.length - 2);
    return all.toByteArray();
  }

  /** A JPEG file of four samples a pixel. */
  public static byte[] inks(int... samples) throws IOException {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, SIDE, SIDE, 4, new Point());
    for (int at = 0; at < SIDE * SIDE; at++) {
      raster.setPixel(at % SIDE, at / SIDE, samples);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    }
    writer.dispose();
    return bytes.toByteArray();
  }
}

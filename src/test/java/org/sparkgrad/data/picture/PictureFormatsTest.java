package org.sparkgrad.data.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.PictureBytes;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.image.ImageShape;

/** Files made pixel by pixel, each decoded to what was put into it. */
class PictureFormatsTest {
  private static final int ALPHA = 0x80_00_00_00;

  private static byte[] decode(byte[] file) throws IOException {
    return PictureDecoder.decode(file, ImageShape.CIFAR);
  }

  private static void assertPlain(int red, int green, int blue, byte[] image, int tolerance) {
    for (int at = 0; at < 1024; at++) {
      assertEquals(red, image[at] & 0xFF, tolerance);
      assertEquals(green, image[1024 + at] & 0xFF, tolerance);
      assertEquals(blue, image[2048 + at] & 0xFF, tolerance);
    }
  }

  private static BufferedImage plain(int type, int argb) {
    BufferedImage picture = new BufferedImage(40, 32, type);
    for (int at = 0; at < 40 * 32; at++) {
      picture.setRGB(at % 40, at / 40, argb);
    }
    return picture;
  }

  private static PictureException error(byte[] file, String... parts) {
    PictureException error = assertThrows(PictureException.class, () -> decode(file));
    for (String part : parts) {
      assertTrue(error.getMessage().contains(part), error.getMessage());
    }
    return error;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void everyPixelStaysAsItIs(String format) throws IOException {
    byte[] image = TinyCifar.image(5, 1);
    assertArrayEquals(image, decode(PictureBytes.of(PictureBytes.picture(image), format)));
  }

  @Test
  void aJpegIsNearlyTheSame() throws IOException {
    byte[] file = PictureBytes.of(plain(BufferedImage.TYPE_INT_RGB, 0x286432), "jpg");
    assertPlain(0x28, 0x64, 0x32, decode(file), 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp"})
  void greyIsThreeTimesTheSame(String format) throws IOException {
    BufferedImage grey = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
    for (int at = 0; at < 1024; at++) {
      grey.getRaster().setSample(at % 32, at / 32, 0, 100);
    }
    assertPlain(100, 100, 100, decode(PictureBytes.of(grey, format)), 1);
  }

  @Test
  void greyOfSixteenBitsIsScaled() throws IOException {
    BufferedImage grey = new BufferedImage(32, 32, BufferedImage.TYPE_USHORT_GRAY);
    for (int at = 0; at < 1024; at++) {
      grey.getRaster().setSample(at % 32, at / 32, 0, 100 * 257);
    }
    assertPlain(100, 100, 100, decode(PictureBytes.of(grey, "png")), 0);
  }

  @Test
  void coloursOfSixteenBitsAreScaled() throws IOException {
    BufferedImage picture = PictureBytes.sixteenBits(32, 32, 20 * 257, 65535, 257, 65535);
    assertPlain(20, 255, 1, decode(PictureBytes.of(picture, "png")), 0);
  }

  @Test
  void alphaOfSixteenBitsLiesOnWhite() throws IOException {
    BufferedImage picture = PictureBytes.sixteenBits(32, 32, 0, 0, 0, 13107);
    assertPlain(204, 204, 204, decode(PictureBytes.of(picture, "png")), 0);
  }

  /** 0x80 of 255 of the colour, the rest white. */
  @Test
  void whatIsTransparentLiesOnWhite() throws IOException {
    BufferedImage picture = plain(BufferedImage.TYPE_INT_ARGB, ALPHA | 0x286432);
    assertPlain(147, 177, 152, decode(PictureBytes.of(picture, "png")), 0);
    BufferedImage nothing = plain(BufferedImage.TYPE_INT_ARGB, 0);
    assertPlain(255, 255, 255, decode(PictureBytes.of(nothing, "png")), 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif"})
  void palettesAreLookedUp(String format) throws IOException {
    BufferedImage picture = PictureBytes.palette(0x286432, false);
    assertPlain(0x28, 0x64, 0x32, decode(PictureBytes.of(picture, format)), 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif"})
  void transparentColoursOfPalettesLieOnWhite(String format) throws IOException {
    BufferedImage picture = PictureBytes.palette(0x286432, true);
    assertPlain(255, 255, 255, decode(PictureBytes.of(picture, format)), 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_USHORT_555_RGB})
  void fewBitsAreScaled(int type) throws IOException {
    BufferedImage white = plain(type, 0xFFFFFFFF);
    assertPlain(255, 255, 255, decode(PictureBytes.of(white, "bmp")), 0);
  }

  @Test
  void theFirstPictureOfAnAnimationIsTaken() throws IOException {
    byte[] file =
        PictureBytes.animation(
            List.of(PictureBytes.palette(0x286432, false), PictureBytes.palette(0xFF0000, false)));
    assertPlain(0x28, 0x64, 0x32, decode(file), 0);
  }

  /**
   * A frame of 32 x 32 pixels in the upper right quarter of 64 x 64; its left half alone if less.
   */
  @Test
  void theFirstFrameLiesAtItsPlaceOnAWhiteScreen() throws IOException {
    byte[] file = PictureBytes.of(PictureBytes.palette(0x286432, false), "gif");
    int frame = new String(file, StandardCharsets.ISO_8859_1).indexOf(",\0\0\0\0 \0 \0");
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int screen : new int[] {64, 32}) { // What the frame reaches beyond belongs to the screen.
      bytes.putShort(6, (short) screen).putShort(8, (short) 64).putShort(frame + 1, (short) 32);
      byte[] image = decode(file);
      for (int at = 0; at < 1024; at++) {
        boolean inside = at % 32 >= 16 && at / 32 < 16;
        assertEquals(inside ? 0x28 : 255, image[at] & 0xFF);
        assertEquals(inside ? 0x64 : 255, image[1024 + at] & 0xFF);
        assertEquals(inside ? 0x32 : 255, image[2048 + at] & 0xFF);
      }
    }
    bytes.putShort(6, (short) 65_535).putShort(8, (short) 65_535);
    error(file, "expected from 1 to 67,108,864 pixels, found 65535 x 65535");
  }

  /** The left half of what is seen is dark. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aPictureIsTurnedAsExifSays(int orientation) throws IOException {
    BufferedImage stored = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at < 64 * 64; at++) {
      int row = at / 64;
      int column = at % 64;
      boolean left =
          switch (orientation) {
            case 1, 4 -> column < 32;
            case 2, 3 -> column >= 32;
            case 5, 8 -> row < 32;
            default -> row >= 32;
          };
      stored.setRGB(column, row, left ? 0x202020 : 0xE0E0E0);
    }
    assertDarkOnTheLeft(
        decode(PictureBytes.withOrientation(PictureBytes.of(stored, "jpg"), orientation)));
    assertDarkOnTheLeft(
        decode(PictureBytes.withOrientationChunk(PictureBytes.of(stored, "png"), orientation)));
  }

  private static void assertDarkOnTheLeft(byte[] image) {
    for (int at = 0; at < 1024; at++) {
      int x = at % 32;
      if (x < 12 || x > 19) {
        assertEquals(x < 16 ? 0x20 : 0xE0, image[at] & 0xFF, 12);
      }
    }
  }

  /**
   * A picture of 64 x 32 pixels, dark on the left, to be turned right: of 32 x 64 pixels, dark at
   * the top. Its middle of 32 x 48 pixels has 8 of 24 rows of each half cut off.
   */
  @Test
  void picturesAreTurnedBeforeTheyAreCropped() throws IOException {
    BufferedImage stored = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
    for (int k = 0; k < 64 * 32; k++) {
      stored.setRGB(k % 64, k / 64, k % 64 < 32 ? 0x202020 : 0xE0E0E0);
    }
    byte[] jpeg = PictureBytes.withOrientation(PictureBytes.of(stored, "jpg"), 6);
    byte[] image = PictureDecoder.decode(jpeg, new ImageShape(1, 24, 16));
    for (int at = 0; at < 24 * 16; at++) {
      int row = at / 16;
      if (row < 9 || row > 14) {
        assertEquals(row < 12 ? 0x20 : 0xE0, image[at] & 0xFF, 12);
      }
    }
  }

  @Test
  void damagedExifIsPassedOver() throws IOException {
    byte[] jpeg = PictureBytes.of(plain(BufferedImage.TYPE_INT_RGB, 0x286432), "jpg");
    byte[] noted = PictureBytes.withOrientation(jpeg, 6);
    Arrays.fill(noted, 12, 22, (byte) 0xFF);
    assertPlain(0x28, 0x64, 0x32, decode(noted), 3);
  }

  /** Cyan 55, magenta 0, yellow 155, black 51, and the same as Adobe's programs store them. */
  @Test
  void inksAreMixed() throws IOException {
    byte[] inks = PictureBytes.inks(55, 0, 155, 51);
    assertPlain(160, 204, 80, decode(inks), 2);
    byte[] inverted = PictureBytes.withAdobeMark(PictureBytes.inks(200, 255, 100, 204), 0);
    assertPlain(160, 204, 80, decode(inverted), 2);
    // Of red 55, green 0, blue 155: luma 34.1, differences 196.2 and 142.9.
    byte[] transformed = PictureBytes.withAdobeMark(PictureBytes.inks(34, 196, 143, 204), 2);
    assertPlain(160, 204, 80, decode(transformed), 3);
  }

  @Test
  void whatIsNoPictureIsAnError() {
    error(new byte[0], "expected a PNG, JPEG, GIF or BMP picture, found an empty file");
    error(
        new byte[2 * 3073],
        "expected a PNG, JPEG, GIF or BMP picture, found records as of CIFAR-10, which --data takes, by their folder");
    error(new byte[1000], "found something else");
    error("BM".getBytes(StandardCharsets.US_ASCII), "a damaged one: it ends too early");
    error("GIF89a".getBytes(StandardCharsets.US_ASCII), "a damaged one");
    error(new byte[] {-1, -40, -1}, "expected a whole JPEG picture, found a damaged one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void aPictureThatIsCutOffIsAnError(String format) throws IOException {
    byte[] file = PictureBytes.of(PictureBytes.picture(TinyCifar.image(5, 1)), format);
    decode(file);
    for (int tenths = 1; tenths < 10; tenths++) {
      error(Arrays.copyOf(file, file.length * tenths / 10), "expected a whole ", " a damaged one");
    }
  }

  /** No byte is read as another without a word; many leave no picture at all. */
  @Test
  void aPngThatWasChangedIsAnError() throws IOException {
    byte[] file = PictureBytes.of(PictureBytes.picture(TinyCifar.image(5, 1)), "png");
    for (int at = 8; at < file.length; at += 97) {
      byte[] changed = file.clone();
      changed[at] ^= 4;
      error(changed, "expected a whole PNG picture, found a damaged one");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "gif", "bmp"})
  void aFileThatWasChangedNeverFailsOtherwise(String format) throws IOException {
    byte[] file = PictureBytes.of(PictureBytes.picture(TinyCifar.image(5, 1)), format);
    for (int at = 2; at < Math.min(file.length, 600); at++) {
      byte[] changed = file.clone();
      changed[at] ^= (byte) 0xA5;
      try {
        decode(changed);
      } catch (PictureException e) {
        assertTrue(e.getMessage().startsWith("expected "), e.getMessage());
      }
    }
  }

  /** 100,000 x 100,000 pixels would take 30 GB. */
  @Test
  void anAbsurdSizeIsAnErrorBeforeAnythingIsDecoded() throws IOException {
    byte[] file = PictureBytes.of(PictureBytes.picture(TinyCifar.image(5, 1)), "png");
    ByteBuffer header = ByteBuffer.wrap(file);
    header.putInt(16, 100_000).putInt(20, 100_000);
    CRC32 sum = new CRC32();
    sum.update(file, 12, 17);
    header.putInt(29, (int) sum.getValue());
    error(file, "expected from 1 to 67,108,864 pixels, found 100000 x 100000");
  }

  /**
   * The sizes stand at fixed places: of a JPEG in its frame, after a mark, a length and a depth.
   */
  @Test
  void anAbsurdSizeIsAnErrorInEveryFormat() {
    BufferedImage picture = PictureBytes.picture(TinyCifar.image(5, 1));
    byte[] jpeg = PictureBytes.of(picture, "jpg");
    int frame = 0;
    while ((jpeg[frame] & 0xFF) != 0xFF || (jpeg[frame + 1] & 0xFF) != 0xC0) {
      frame++;
    }
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_500).putShort(frame + 7, (short) 65_500);
    error(jpeg, "found 65500 x 65500");
    byte[] gif = PictureBytes.of(PictureBytes.palette(0x286432, false), "gif");
    int image = new String(gif, StandardCharsets.ISO_8859_1).indexOf(",\0\0\0\0 \0 \0");
    Arrays.fill(gif, image + 5, image + 9, (byte) 0xFF);
    error(gif, "found 65535 x 65535");
    byte[] bmp = PictureBytes.of(picture, "bmp");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 100_000).putInt(22, 100_000);
    error(bmp, "a damaged one: ", "width/height"); // Java's reader compares it with the file.
  }

  /** A small picture whose pixels are another file, of another size. */
  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png"})
  void aPictureInABmpIsAnError(String format) {
    BufferedImage picture = PictureBytes.picture(TinyCifar.image(5, 1));
    byte[] inner = PictureBytes.of(picture, format);
    byte[] bmp = new byte[54 + inner.length];
    ByteBuffer.wrap(bmp)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("BM".getBytes(StandardCharsets.US_ASCII))
        .putInt(bmp.length)
        .putInt(0)
        .putInt(54)
        .putInt(40)
        .putInt(32)
        .putInt(32)
        .putShort((short) 1)
        .putShort((short) 0)
        .putInt(format.equals("jpg") ? 4 : 5)
        .putInt(inner.length);
    System.arraycopy(inner, 0, bmp, 54, inner.length);
    error(bmp, "a damaged one: it holds a JPEG or PNG file");
  }

  /** A few bytes each, and each goes over all blocks of pixels. */
  @Test
  void aJpegOfCountlessScansIsAnError() {
    byte[] jpeg = PictureBytes.of(PictureBytes.picture(TinyCifar.image(5, 1)), "jpg");
    byte[] scan = {-1, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0};
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < 1000; i++) {
      all.writeBytes(scan);
    }
    all.write(jpeg, jpeg.length - 2, 2);
    error(all.toByteArray(), "it has 1001 scans of at most 100");
  }
}

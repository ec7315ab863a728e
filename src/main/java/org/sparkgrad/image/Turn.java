package org.sparkgrad.image;

/**
 * The eight ways in which a camera may have been held, as EXIF numbers them: 1 upright, 2 mirrored,
 * 3 upside down, 4 that mirrored, 5 transposed, 6 to be turned right, 7 transposed across, 8 to be
 * turned left. Source: CIPA DC-008 (Exif 2.32), tag 0x0112, Orientation.
 */
public final class Turn {
  private static final int UPRIGHT = 1;
  private static final int KINDS = 8;
  private static final int LAST = ImageFormat.WIDTH - 1;

  private Turn() {}

  /**
   * The image as it is to be seen.
   *
   * @param image laid out as {@link ImageFormat} says; not modified
   * @param orientation any other number than those of EXIF counts as upright
   */
  public static byte[] upright(byte[] image, int orientation) {
    if (orientation <= UPRIGHT || orientation > KINDS) {
      return image;
    }
    byte[] turned = new byte[image.length];
    for (int k = 0; k < image.length; k++) {
      int plane = k / ImageFormat.PLANE * ImageFormat.PLANE;
      int y = k % ImageFormat.PLANE / ImageFormat.WIDTH;
      int x = k % ImageFormat.WIDTH;
      turned[k] = image[plane + source(x, y, orientation)];
    }
    return turned;
  }

  /** Where the pixel that is to be seen at (x, y) is stored. */
  private static int source(int x, int y, int orientation) {
    return switch (orientation) {
      case 2 -> at(LAST - x, y);
      case 3 -> at(LAST - x, LAST - y);
      case 4 -> at(x, LAST - y);
      case 5 -> at(y, x);
      case 6 -> at(y, LAST - x);
      case 7 -> at(LAST - y, LAST - x);
      case 8 -> at(LAST - y, x);
      default -> at(x, y);
    };
  }

  private static int at(int x, int y) {
    return y * ImageFormat.WIDTH + x;
  }
}

package org.sparkgrad.image;

/**
 * The eight ways in which a camera may have been held, as EXIF numbers them: 1 upright, 2 mirrored,
 * 3 upside down, 4 that mirrored, 5 transposed, 6 to be turned right, 7 transposed across, 8 to be
 * turned left. Any other number counts as upright. Source: CIPA DC-008 (Exif 2.32), tag 0x0112,
 * Orientation.
 */
public final class Turn {
  public static final int UPRIGHT = 1;

  private static final int FIRST_ACROSS = 5;
  private static final int KINDS = 8;

  private Turn() {}

  /** The shape in which an image is stored that is to be seen in another one. */
  public static ImageShape stored(ImageShape seen, int orientation) {
    return orientation >= FIRST_ACROSS && orientation <= KINDS ? seen.transposed() : seen;
  }

  /**
   * The image as it is to be seen.
   *
   * @param image of shape {@link #stored}; not modified
   * @param seen its shape as it is to be seen
   */
  public static byte[] upright(byte[] image, ImageShape seen, int orientation) {
    if (orientation <= UPRIGHT || orientation > KINDS) {
      return image;
    }
    int width = seen.width();
    ImageShape stored = stored(seen, orientation);
    byte[] turned = new byte[image.length];
    for (int k = 0; k < image.length; k++) {
      int inPlane = k % seen.plane();
      int plane = k - inPlane;
      turned[k] = image[plane + source(inPlane % width, inPlane / width, stored, orientation)];
    }
    return turned;
  }

  /** Where the pixel that is to be seen at (x, y) is stored. */
  private static int source(int x, int y, ImageShape stored, int orientation) {
    int width = stored.width();
    int right = width - 1;
    int bottom = stored.height() - 1;
    return switch (orientation) {
      case 2 -> y * width + right - x;
      case 3 -> (bottom - y) * width + right - x;
      case 4 -> (bottom - y) * width + x;
      case 5 -> x * width + y;
      case 6 -> (bottom - x) * width + y;
      case 7 -> (bottom - x) * width + right - y;
      case 8 -> x * width + right - y;
      default -> y * width + x;
    };
  }
}

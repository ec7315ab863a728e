package org.sparkgrad.image.hog;

import org.sparkgrad.image.ImageFormat;

/** The gradients of the luma, exact: in thousandths until the length is taken. */
final class LumaGradients extends PixelGradients {
  private static final int RED = 299;
  private static final int GREEN = 587;
  private static final int BLUE = 114;
  private static final int ONE = RED + GREEN + BLUE;

  private final int[] luma = new int[ImageFormat.PLANE];
  private final int[] horizontal = new int[ImageFormat.PLANE];
  private final int[] vertical = new int[ImageFormat.PLANE];

  @Override
  void compute(byte[] pixels, int from) {
    int green = from + ImageFormat.PLANE;
    int blue = green + ImageFormat.PLANE;
    for (int k = 0; k < ImageFormat.PLANE; k++) {
      luma[k] =
          RED * (pixels[from + k] & 0xFF)
              + GREEN * (pixels[green + k] & 0xFF)
              + BLUE * (pixels[blue + k] & 0xFF);
    }
    Differences.horizontal(luma, horizontal);
    Differences.vertical(luma, vertical);
    for (int k = 0; k < ImageFormat.PLANE; k++) {
      double dx = horizontal[k];
      double dy = vertical[k];
      length[k] = Math.sqrt(dx * dx + dy * dy) / ONE;
    }
    for (int k = 0; k < ImageFormat.PLANE; k++) {
      orientation[k] = Orientation.of(horizontal[k], vertical[k]);
    }
  }
}

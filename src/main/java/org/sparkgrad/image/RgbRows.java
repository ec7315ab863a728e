package org.sparkgrad.image;

/** A picture of any size that is read row by row. */
public interface RgbRows {
  int width();

  int height();

  /**
   * Overwrites {@code rgb} with row {@code y}: red, green and blue of each pixel from left to
   * right, each from 0 to 255.
   *
   * @param rgb {@code 3 * width()} long
   */
  void read(int y, double[] rgb);
}

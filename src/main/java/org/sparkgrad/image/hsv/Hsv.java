package org.sparkgrad.image.hsv;

/** The hue of one colour in whole numbers, so that bins are exact. */
final class Hsv {
  /** The largest value of a channel. */
  static final int MOST = 255;

  /** A turn of hue is 6 sectors of {@code max - min} steps each. */
  static final int SECTORS = 6;

  private Hsv() {}

  /**
   * The hue as steps from red, of which {@code 6 chroma} make a turn: {@code green - blue} if red
   * is largest, plus a turn if negative; {@code 2 chroma + blue - red} if green is; {@code 4 chroma
   * + red - green} if blue is. 0 without hue.
   *
   * @param max the largest of the three
   * @param chroma the largest minus the smallest
   */
  static int hueSteps(int red, int green, int blue, int max, int chroma) {
    if (red == max) {
      int steps = green - blue;
      return steps < 0 ? steps + SECTORS * chroma : steps;
    }
    if (green == max) {
      return 2 * chroma + blue - red;
    }
    return 4 * chroma + red - green;
  }
}

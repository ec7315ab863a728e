package org.sparkgrad.data.synthetic;

import static org.sparkgrad.data.synthetic.SyntheticImages.CHANNELS;
import static org.sparkgrad.data.synthetic.SyntheticImages.PLANE;
import static org.sparkgrad.data.synthetic.SyntheticImages.SIDE;

import org.sparkgrad.image.RgbRows;

/** The rows of a drawn image. */
record DrawnRows(byte[] image) implements RgbRows {
  @Override
  public int width() {
    return SIDE;
  }

  @Override
  public int height() {
    return SIDE;
  }

  @Override
  public void read(int y, double[] rgb) {
    for (int k = 0; k < rgb.length; k++) {
      rgb[k] = image[k % CHANNELS * PLANE + y * SIDE + k / CHANNELS] & 0xFF;
    }
  }
}

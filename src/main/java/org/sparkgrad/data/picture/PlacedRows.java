package org.sparkgrad.data.picture;

import java.util.Arrays;
import org.sparkgrad.image.RgbRows;

/** A picture that lies on a larger white one. */
final class PlacedRows implements RgbRows {
  private static final double WHITE = 255;
  private static final int COLOURS = 3;

  private final RgbRows picture;
  private final GifFrame place;
  private final double[] row;

  PlacedRows(RgbRows picture, GifFrame place) {
    this.picture = picture;
    this.place = place;
    row = new double[COLOURS * picture.width()];
  }

  @Override
  public int width() {
    return place.width();
  }

  @Override
  public int height() {
    return place.height();
  }

  @Override
  public void read(int y, double[] rgb) {
    Arrays.fill(rgb, WHITE);
    int own = y - place.top();
    if (own >= 0 && own < picture.height()) {
      picture.read(own, row);
      System.arraycopy(row, 0, rgb, COLOURS * place.left(), row.length);
    }
  }
}

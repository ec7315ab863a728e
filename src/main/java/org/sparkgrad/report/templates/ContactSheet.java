package org.sparkgrad.report.templates;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.Picture;

/**
 * Templates on one sheet, all to one scale.
 *
 * @param templates at least one, of one shape, in the order in which they are shown
 * @param unit of their slopes
 */
public record ContactSheet(List<Template> templates, String unit) {
  /** Beyond it are the few strongest pixels, which would make all others grey. */
  private static final double SHOWN = 0.995;

  /** With as many templates or fewer, a sheet has wide tiles. */
  private static final int FEW = 20;

  /** Pixels of the longer side of a wide tile. */
  private static final int WIDE = 128;

  /** Pixels of the longer side of the others. */
  private static final int NARROW = 96;

  private static final int MARGIN = 12;
  private static final int GAP = 8;
  private static final int LINE = 18;
  private static final Color PAPER = Color.WHITE;
  private static final Color INK = new Color(0x22, 0x22, 0x22);

  /**
   * The range of slopes that is shown, from -range to range: 99.5 % of all slopes are within it. 1
   * if all are 0.
   */
  public double range() {
    int length = shape().bytes();
    double[] sizes = new double[templates.size() * length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(templates.get(i / length).slopes()[i % length]);
    }
    Arrays.sort(sizes);
    double range = sizes[(int) (SHOWN * (sizes.length - 1))];
    double largest = sizes[sizes.length - 1];
    if (range > 0) {
      return range;
    }
    return largest > 0 ? largest : 1;
  }

  /** What the greys and colours say, in one line. */
  public String caption() {
    return String.format(
        Locale.ROOT, "mid grey: 0; black to white: -%1$.3g to %1$.3g %2$s", range(), unit);
  }

  private ImageShape shape() {
    return templates.get(0).image();
  }

  /** A picture as large as an image for each template. */
  public List<BufferedImage> pictures() {
    double range = range();
    return templates.stream().map(template -> template.picture(range)).toList();
  }

  /** The sheet as a PNG file: the templates magnified, each above its name, and the caption. */
  public byte[] png() {
    return Picture.png(image());
  }

  private int columns() {
    return templates.size() <= FEW ? 5 : 8;
  }

  /**
   * Pixels on the sheet per pixel of a template: a whole number, unless a template is larger than a
   * tile.
   */
  private double magnification() {
    int most = templates.size() <= FEW ? WIDE : NARROW;
    int longer = Math.max(shape().width(), shape().height());
    double fitting = (double) most / longer;
    return longer <= most ? Math.floor(fitting) : fitting;
  }

  private static int magnified(int side, double magnification) {
    return Math.max(1, (int) Math.round(side * magnification));
  }

  /** The sheet. */
  public BufferedImage image() {
    int tileWidth = magnified(shape().width(), magnification());
    int tileHeight = magnified(shape().height(), magnification());
    int columns = Math.min(columns(), templates.size());
    int rows = (templates.size() + columns - 1) / columns;
    int across = Math.max(tileWidth, tileHeight) + GAP;
    int down = tileHeight + GAP + LINE;
    int width = Math.max(columns, 4) * across - GAP + 2 * MARGIN;
    int height = rows * down + LINE + 2 * MARGIN;
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    try {
      graphics.setColor(PAPER);
      graphics.fillRect(0, 0, width, height);
      graphics.setColor(INK);
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
      Lettering lettering = new Lettering(graphics);
      List<BufferedImage> pictures = pictures();
      for (int i = 0; i < pictures.size(); i++) {
        int x = MARGIN + i % columns * across;
        int y = MARGIN + i / columns * down;
        graphics.drawImage(pictures.get(i), x, y, tileWidth, tileHeight, null);
        lettering.write(templates.get(i).name(), x, y + tileHeight + LINE - GAP / 2, across - 2);
      }
      lettering.write(caption(), MARGIN, height - MARGIN, width - 2 * MARGIN);
      return sheet;
    } finally {
      graphics.dispose();
    }
  }
}

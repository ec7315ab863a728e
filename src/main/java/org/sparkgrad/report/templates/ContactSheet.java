package org.sparkgrad.report.templates;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.sparkgrad.image.ImageFormat;
import org.sparkgrad.image.Picture;

/**
 * Templates on one sheet, all to one scale.
 *
 * @param templates at least one, in the order in which they are shown
 * @param unit of their slopes
 */
public record ContactSheet(List<Template> templates, String unit) {
  /** Beyond it are the few strongest pixels, which would make all others grey. */
  private static final double SHOWN = 0.995;

  /** With as many templates or fewer, a sheet has wide tiles. */
  private static final int FEW = 20;

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
    double[] sizes = new double[templates.size() * ImageFormat.BYTES];
    for (int i = 0; i < sizes.length; i++) {
      float[] slopes = templates.get(i / ImageFormat.BYTES).slopes();
      sizes[i] = Math.abs(slopes[i % ImageFormat.BYTES]);
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

  /** A picture of 32 x 32 pixels for each template. */
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

  /** Width and height of a template on the sheet. */
  private int tile() {
    return ImageFormat.WIDTH * (templates.size() <= FEW ? 4 : 3);
  }

  /** The sheet. */
  public BufferedImage image() {
    int columns = Math.min(columns(), templates.size());
    int rows = (templates.size() + columns - 1) / columns;
    int step = tile() + GAP;
    int width = Math.max(columns, 4) * step - GAP + 2 * MARGIN;
    int height = rows * (step + LINE) + LINE + 2 * MARGIN;
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
        int x = MARGIN + i % columns * step;
        int y = MARGIN + i / columns * (step + LINE);
        graphics.drawImage(pictures.get(i), x, y, tile(), tile(), null);
        lettering.write(templates.get(i).name(), x, y + tile() + LINE - GAP / 2, step - 2);
      }
      lettering.write(caption(), MARGIN, height - MARGIN, width - 2 * MARGIN);
      return sheet;
    } finally {
      graphics.dispose();
    }
  }
}

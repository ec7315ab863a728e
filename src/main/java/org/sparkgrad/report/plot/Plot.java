package org.sparkgrad.report.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;

/** A plot: on a page as SVG that follows its colours, and in files of its own as SVG and PNG. */
public final class Plot {
  static {
    // Nothing here opens a window; elsewhere a display that is set and cannot be reached would end
    // this.
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false);
  }

  static final int WIDTH = 480;
  static final int HEIGHT = 320;
  private static final int SCALE = 2;

  private final String name;
  private final String title;
  private final String description;
  private final JFreeChart onPage;
  private final JFreeChart inFile;
  private final List<String> series;
  private final int height;

  /**
   * @param name of its files, without ending, and of its place on a page
   * @param title one line
   * @param description what there is to see, for those who cannot see it
   * @param series names of what is drawn as lines, by the numbers of their inks
   */
  Plot(
      String name,
      String title,
      String description,
      JFreeChart onPage,
      JFreeChart inFile,
      List<String> series,
      int height) {
    this.name = name;
    this.title = title;
    this.description = description;
    this.onPage = onPage;
    this.inFile = inFile;
    this.series = series;
    this.height = height;
  }

  /**
   * Checks that plots can be drawn.
   *
   * @throws FontsMissingException if there is no font
   */
  public static void requireFonts() {
    Fonts.require();
  }

  public String name() {
    return name;
  }

  public String title() {
    return title;
  }

  public String description() {
    return description;
  }

  /** For a page, whose style sheet has the colours and whose heading has the title. */
  public InlinePlot inline() {
    return new SvgPicture(name, onPage, height).inline(Words.cut(description, 1000), series);
  }

  /** A whole file, with a title and a white ground. */
  public byte[] svg() {
    return new SvgPicture(name, inFile, height).file(Words.cut(title, 200));
  }

  /** A PNG file with a title and a white ground, two pixels to a unit. */
  public byte[] png() {
    BufferedImage image =
        new BufferedImage(WIDTH * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Ink.PAPER);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(SCALE, SCALE);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    inFile.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("encode a PNG in memory", e);
    }
    return bytes.toByteArray();
  }
}

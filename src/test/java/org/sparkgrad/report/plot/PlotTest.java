package org.sparkgrad.report.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

class PlotTest {
  private static final String HOSTILE = "<script>\"'&\u0000\u0001\ud800]]>" + "x".repeat(10_000);

  private static Plot lines(int count, LinePlot.Scale scale) {
    List<Line> lines =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new Line(
                        "cell-" + i, new double[] {0, 1, 2}, new double[] {i, Double.NaN, i + 1.0}))
            .toList();
    return new LinePlot("loss", "Loss", "epoch", "loss", scale).of(lines, "what it shows");
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @EnumSource(LinePlot.Scale.class)
  void marksEachSeriesOnAPage(LinePlot.Scale scale) throws Exception {
    String svg = lines(70, scale).inline().svg();
    parsed(svg);
    for (int i = 0; i < 70; i++) {
      assertTrue(svg.contains("data-series=\"%d\"".formatted(i)), i + " is not marked");
      assertTrue(svg.contains("<title>cell-%d</title>".formatted(i)), i + " has no name");
    }
  }

  /** On paper of any shade: what has a meaning has a variable. */
  @Test
  void hasNoColourOfItsOwnOnAPage() {
    String svg = lines(20, LinePlot.Scale.FULL).inline().svg();
    assertTrue(svg.contains("var(--text)") && svg.contains("var(--series-3)"));
    assertFalse(
        Pattern.compile("(fill|stroke)=\"(rgb|white)").matcher(svg).find(),
        "a colour that is the same in light and dark");
  }

  @Test
  void keepsColoursOfFilesApart() {
    List<Color> colors =
        IntStream.range(0, LinePlot.MOST_SERIES).mapToObj(Ink::series).distinct().toList();
    assertEquals(LinePlot.MOST_SERIES, colors.size());
    for (int i = 0; i < colors.size(); i++) {
      assertEquals(i, Ink.seriesOf(colors.get(i)).orElseThrow());
    }
  }

  @Test
  void namesItsIdentifiersAfterThePlot() {
    assertTrue(lines(1, LinePlot.Scale.FULL).inline().svg().contains("id=\"loss-clipPath1\""));
  }

  @Test
  void drawsAsPngToo() throws IOException {
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(lines(3, LinePlot.Scale.FULL).png()));
    assertEquals(960, image.getWidth());
    assertEquals(640, image.getHeight());
    assertEquals(Color.WHITE.getRGB(), image.getRGB(0, 0));
    long inked = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        inked += image.getRGB(x, y) == Color.WHITE.getRGB() ? 0 : 1;
      }
    }
    assertTrue(inked > 1000, "nothing is drawn");
  }

  @Test
  void showsHostileTextAsText() throws Exception {
    MatrixPlot.Axis axis = new MatrixPlot.Axis(HOSTILE, List.of(HOSTILE, "b"));
    List<MatrixPlot.Tile> row =
        List.of(new MatrixPlot.Tile(0.5, HOSTILE), new MatrixPlot.Tile(Double.NaN, HOSTILE));
    List<Plot> plots = new ArrayList<>();
    plots.add(new MatrixPlot("a", HOSTILE, axis, axis).of(List.of(row, row), HOSTILE));
    plots.add(
        new LinePlot("b", HOSTILE, HOSTILE, HOSTILE, LinePlot.Scale.FULL)
            .of(List.of(new Line(HOSTILE, new double[] {0}, new double[] {1})), HOSTILE));
    for (Plot plot : plots) {
      parsed(plot.inline().svg());
      parsed(new String(plot.svg(), StandardCharsets.UTF_8));
      assertFalse(plot.inline().svg().contains("<script"));
      assertTrue(plot.png().length > 0);
    }
  }

  /** Of a hundred classes as of ten: about square, and without a shape for each empty tile. */
  @Test
  void drawsMatricesOfManyClassesSmall() throws Exception {
    List<String> names = IntStream.range(0, 100).mapToObj("class_of_images_%d"::formatted).toList();
    List<List<MatrixPlot.Tile>> tiles = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<MatrixPlot.Tile> row = new ArrayList<>();
      for (int j = 0; j < names.size(); j++) {
        row.add(new MatrixPlot.Tile(i == j ? 1 : 0, ""));
      }
      tiles.add(row);
    }
    MatrixPlot.Axis axis = new MatrixPlot.Axis("label", names);
    Plot plot = new MatrixPlot("many", "many", axis, axis).of(tiles, "many");
    assertTrue(plot.svg().length < 300_000, "bytes: " + plot.svg().length);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(plot.png()));
    assertTrue(image.getHeight() < 1.2 * image.getWidth(), "height: " + image.getHeight());
  }

  /** Its end tells it from others. */
  @Test
  void leavesOutTheMiddleOfLongNames() {
    assertEquals("synthetic_ho\u2026ntal_7", Words.label("synthetic_horizontal_7"));
    assertEquals("of eighteen letter", Words.label("of eighteen letter"));
    assertEquals(
        "\uD83D\uDE00".repeat(12) + "\u2026" + "\uD83D\uDE00".repeat(6),
        Words.label("\uD83D\uDE00".repeat(30)));
  }

  @Test
  void drawsLinesWithoutAnyPoint() throws Exception {
    for (LinePlot.Scale scale : LinePlot.Scale.values()) {
      Line none = new Line("none", new double[0], new double[0]);
      Plot plot = new LinePlot("a", "a", "x", "y", scale).of(List.of(none), "nothing");
      parsed(plot.inline().svg());
    }
  }
}

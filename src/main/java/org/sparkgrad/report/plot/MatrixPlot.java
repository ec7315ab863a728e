package org.sparkgrad.report.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.data.xy.DefaultXYZDataset;

/** Tiles in rows and columns, each with its text, the darker the more: heat maps, confusion. */
public final class MatrixPlot {
  /** Labels longer than this stand upright below their columns. */
  private static final int SHORT = 6;

  private static final int MOST_WITH_TEXT = 12;
  private static final int ROW = 24;
  private static final int MARGIN = 130;

  /** More rows than this have no room for a label each. */
  private static final int MOST_LABELLED = 30;

  /** About as high as wide. */
  private static final int MANY = 520;

  private final String name;
  private final String title;
  private final Axis rows;
  private final Axis columns;

  /** What the tiles of a row or column have in common. */
  public record Axis(String label, List<String> values) {}

  /**
   * One tile.
   *
   * @param share from 0, light, to 1, dark; NaN where there is nothing
   */
  public record Tile(double share, String text) {}

  public MatrixPlot(String name, String title, Axis rows, Axis columns) {
    this.name = name;
    this.title = title;
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * @param tiles by rows, from the top
   */
  public Plot of(List<List<Tile>> tiles, String description) {
    return new Plot(
        name,
        title,
        description,
        grounded(Look.chart(plot(tiles))),
        grounded(Look.titled(plot(tiles), title)),
        List.of(),
        height());
  }

  private int height() {
    return isLarge() ? MANY : Math.max(Plot.HEIGHT, MARGIN + ROW * rows.values().size());
  }

  /** What is drawn beneath many tiles stands for those of share 0. */
  private JFreeChart grounded(JFreeChart chart) {
    if (isLarge()) {
      chart.getPlot().setBackgroundPaint(Shades.of(0));
    }
    return chart;
  }

  private boolean isLarge() {
    return rows.values().size() > MOST_LABELLED;
  }

  private XYPlot plot(List<List<Tile>> tiles) {
    DefaultXYZDataset dataset = new DefaultXYZDataset();
    dataset.addSeries(title, data(tiles));
    XYBlockRenderer renderer = new XYBlockRenderer();
    renderer.setPaintScale(new Scale());
    SymbolAxis x = Look.places(columns.label(), columns.values());
    SymbolAxis y = Look.places(rows.label(), rows.values());
    y.setInverted(true);
    boolean upright =
        columns.values().stream().anyMatch(each -> each.length() > SHORT)
            && columns.values().size() > 4;
    x.setVerticalTickLabels(upright);
    XYPlot plot = new XYPlot(dataset, x, y, renderer);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    if (columns.values().size() <= MOST_WITH_TEXT) {
      addTexts(plot, tiles);
    }
    return plot;
  }

  /** Columns, rows and shares of all tiles that are drawn. */
  private double[][] data(List<List<Tile>> tiles) {
    double[][] data = new double[3][rows.values().size() * columns.values().size()];
    int at = 0;
    for (int row = 0; row < tiles.size(); row++) {
      for (int column = 0; column < tiles.get(row).size(); column++) {
        double value = value(tiles.get(row).get(column));
        if (value != 0 || !isLarge()) {
          data[0][at] = column;
          data[1][at] = row;
          data[2][at++] = value;
        }
      }
    }
    int drawn = at;
    return Arrays.stream(data).map(each -> Arrays.copyOf(each, drawn)).toArray(double[][]::new);
  }

  private static void addTexts(XYPlot plot, List<List<Tile>> tiles) {
    for (int row = 0; row < tiles.size(); row++) {
      for (int column = 0; column < tiles.get(row).size(); column++) {
        Tile tile = tiles.get(row).get(column);
        XYTextAnnotation text = new XYTextAnnotation(Words.cut(tile.text(), 9), column, row);
        text.setFont(Fonts.SMALL);
        text.setPaint(Shades.textOn(Shades.of(tile.share())));
        plot.addAnnotation(text);
      }
    }
  }

  /** Blocks of NaN are not drawn; a value below all others stands for it. */
  private static double value(Tile tile) {
    return Double.isNaN(tile.share()) ? -1 : tile.share();
  }

  /** From values to shades. */
  private static final class Scale implements PaintScale {
    @Override
    public double getLowerBound() {
      return -1;
    }

    @Override
    public double getUpperBound() {
      return 1;
    }

    @Override
    public Color getPaint(double value) {
      return Shades.of(value < 0 ? Double.NaN : value);
    }
  }
}

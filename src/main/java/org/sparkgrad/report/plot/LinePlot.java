package org.sparkgrad.report.plot;

import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/** Lines over numbers, such as learning curves. Series differ by hue and by dash. */
public final class LinePlot {
  /** How the upright axis runs. */
  public enum Scale {
    /** Over all values. */
    FULL,
    /** Up to the first lines' values; what is far above is cut off. */
    CUT,
    /** By powers of ten, if values differ by more than one. */
    LOGARITHMIC
  }

  /** More lines than this cannot be told apart in a picture that does not move. */
  public static final int MOST_IN_FILES = 6;

  public static final int MOST_SERIES = Ink.MOST_SERIES;

  /** Points of a line that are few enough to be seen one by one. */
  private static final int MOST_MARKED = 30;

  private static final float[][] DASHES = {null, {7, 3}, {2, 3}, {8, 3, 2, 3}};
  private static final float WIDTH = 1.8f;
  private static final double FAR = 2;
  private static final double MARGIN = 0.05;

  private final String name;
  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final Scale scale;

  public LinePlot(String name, String title, String xLabel, String yLabel, Scale scale) {
    this.name = name;
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.scale = scale;
  }

  /** Draws all lines on a page, whose reader chooses among them, and the first few in files. */
  public Plot of(List<Line> lines, String description) {
    return of(lines, List.of(), description);
  }

  /**
   * @param references to compare with: dashed and grey
   */
  public Plot of(List<Line> lines, List<Line> references, String description) {
    List<Line> few = lines.subList(0, Math.min(MOST_IN_FILES, lines.size()));
    return new Plot(
        name,
        title,
        description,
        Look.chart(plot(lines, references)),
        Look.named(plot(few, references), title),
        lines.stream().map(Line::name).toList(),
        Plot.HEIGHT);
  }

  private XYPlot plot(List<Line> lines, List<Line> references) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    for (int i = 0; i < lines.size(); i++) {
      renderer.setSeriesPaint(i, Ink.series(i));
      renderer.setSeriesStroke(i, stroke(i));
      renderer.setSeriesShapesVisible(i, lines.get(i).x().length < MOST_MARKED);
      renderer.setSeriesShape(i, Dot.of(3));
    }
    renderer.setLegendItemLabelGenerator(
        (dataset, series) -> Words.label(lines.get(series).name()));
    ValueAxis x = Look.numbers(xLabel);
    ValueAxis y = yAxis(lines);
    XYPlot plot = new XYPlot(data(lines, y), x, y, renderer);
    if (!references.isEmpty()) {
      addReferences(plot, references);
    }
    return plot;
  }

  private static DefaultXYDataset data(List<Line> lines, ValueAxis axis) {
    DefaultXYDataset data = new DefaultXYDataset();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      data.addSeries(i + " " + line.name(), new double[][] {line.x(), near(axis, line.y())});
    }
    return data;
  }

  /**
   * Values far outside an axis of a given range, moved to where a line just leaves the plot: shapes
   * of billions of pixels take a browser all its memory.
   */
  private static double[] near(ValueAxis axis, double[] values) {
    if (axis.isAutoRange()) {
      return values;
    }
    boolean powers = axis instanceof LogAxis;
    double beyond =
        powers ? axis.getUpperBound() / axis.getLowerBound() : axis.getRange().getLength();
    double least = powers ? axis.getLowerBound() / beyond : axis.getLowerBound() - beyond;
    double most = powers ? axis.getUpperBound() * beyond : axis.getUpperBound() + beyond;
    return Arrays.stream(values).map(value -> Math.max(least, Math.min(most, value))).toArray();
  }

  private static void addReferences(XYPlot plot, List<Line> references) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setDefaultPaint(Ink.MUTED);
    renderer.setAutoPopulateSeriesPaint(false);
    renderer.setDefaultStroke(stroke(Ink.hues()));
    renderer.setAutoPopulateSeriesStroke(false);
    renderer.setLegendItemLabelGenerator(
        (dataset, series) -> Words.label(references.get(series).name()));
    plot.setDataset(1, data(references, plot.getRangeAxis()));
    plot.setRenderer(1, renderer);
  }

  private ValueAxis yAxis(List<Line> lines) {
    double lowest = finite(lines).min().orElse(0);
    double highest = finite(lines).max().orElse(1);
    return switch (scale) {
      case FULL -> Look.numbers(yLabel);
      case CUT -> cut(lowest, highest(lines));
      case LOGARITHMIC -> {
        double least = finite(lines).filter(value -> value > 0).min().orElse(1);
        yield highest > 100 * least ? Look.powers(yLabel, least, highest) : cut(lowest, highest);
      }
    };
  }

  private ValueAxis cut(double lowest, double highest) {
    ValueAxis axis = Look.numbers(yLabel);
    double constant = highest == 0 ? 1 : Math.abs(highest) / 2;
    double margin = highest > lowest ? (highest - lowest) * MARGIN : constant;
    axis.setRange(lowest - margin, highest + margin);
    return axis;
  }

  private static BasicStroke stroke(int number) {
    float[] dash = DASHES[number / Ink.hues() % DASHES.length];
    return dash == null
        ? new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
        : new BasicStroke(WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
  }

  /** All of the first lines, and the middle of each other one that is not far above them. */
  private static double highest(List<Line> lines) {
    double first = finite(lines.subList(0, Math.min(MOST_IN_FILES, lines.size()))).max().orElse(1);
    double others =
        lines.stream()
            .mapToDouble(LinePlot::middle)
            .filter(middle -> middle <= FAR * first)
            .max()
            .orElse(first);
    return Math.max(first, others);
  }

  /** The median; 0 of none. */
  private static double middle(Line line) {
    double[] values = finite(List.of(line)).sorted().toArray();
    return values.length == 0 ? 0 : values[values.length / 2];
  }

  private static DoubleStream finite(List<Line> lines) {
    return lines.stream().flatMapToDouble(line -> Arrays.stream(line.y())).filter(Double::isFinite);
  }
}

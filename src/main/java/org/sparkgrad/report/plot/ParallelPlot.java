package org.sparkgrad.report.plot;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Parallel coordinates: an upright axis for each setting and one for the result, a line for each
 * cell; the first is the thick one.
 */
public final class ParallelPlot {
  /**
   * An upright axis.
   *
   * @param marks texts along it
   * @param heights where they stand, from 0 to 1
   */
  public record Axis(String label, List<String> marks, List<Double> heights) {}

  /**
   * A line.
   *
   * @param heights on each axis, from 0 to 1
   */
  public record Path(String name, double[] heights) {}

  private static final int MOST_LEVEL_LABELS = 4;

  /** How far a mark stands above its place, so that it leaves a thick line whole. */
  private static final double ABOVE = 0.015;

  /** Of the width of a plot. */
  private static final double LAST_MARKS = 0.06;

  private final String name;
  private final String title;
  private final List<Axis> axes;

  public ParallelPlot(String name, String title, List<Axis> axes) {
    this.name = name;
    this.title = title;
    this.axes = axes;
  }

  public Plot of(List<Path> paths, String description) {
    return new Plot(
        name,
        title,
        description,
        Look.chart(plot(paths)),
        Look.titled(plot(paths), title),
        paths.stream().map(Path::name).toList(),
        Plot.HEIGHT);
  }

  private XYPlot plot(List<Path> paths) {
    DefaultXYDataset data = new DefaultXYDataset();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    double[] places = new double[axes.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    // Ink by ink; the thick one is drawn last, on top of the others.
    for (int i = paths.size() - 1; i >= 0; i--) {
      int series = paths.size() - 1 - i;
      data.addSeries(
          i + " " + paths.get(i).name(), new double[][] {places, paths.get(i).heights()});
      renderer.setSeriesPaint(series, Ink.series(i == 0 ? 0 : i));
      renderer.setSeriesStroke(series, new BasicStroke(i == 0 ? 4f : 1.2f));
    }
    List<String> labels = new ArrayList<>(axes.stream().map(Axis::label).toList());
    SymbolAxis x = Look.places("", labels);
    x.setVerticalTickLabels(labels.size() > MOST_LEVEL_LABELS);
    // The marks of the last axis stand to its right.
    x.setRange(-0.5, labels.size() - 0.5 + LAST_MARKS * labels.size());
    SymbolAxis y = Look.places("", List.of());
    y.setRange(-0.05, 1.12);
    y.setVisible(false);
    XYPlot plot = new XYPlot(data, x, y, renderer);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    plot.setRangeGridlinesVisible(false);
    for (int i = 0; i < axes.size(); i++) {
      addMarks(plot, i, axes.get(i));
    }
    return plot;
  }

  private static void addMarks(XYPlot plot, int place, Axis axis) {
    for (int i = 0; i < axis.marks().size(); i++) {
      XYTextAnnotation mark =
          new XYTextAnnotation(
              Words.cut(axis.marks().get(i), 12), place + 0.04, axis.heights().get(i) + ABOVE);
      mark.setFont(Fonts.SMALL);
      mark.setPaint(Ink.TEXT);
      mark.setBackgroundPaint(Ink.PAPER); // Lines cross here.
      mark.setTextAnchor(TextAnchor.BOTTOM_LEFT);
      plot.addAnnotation(mark);
    }
  }
}

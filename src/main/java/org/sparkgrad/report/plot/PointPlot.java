package org.sparkgrad.report.plot;

import java.awt.BasicStroke;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** A line over the values of one setting, with an interval at each, and the other points there. */
public final class PointPlot {
  /**
   * A point of the line.
   *
   * @param low end of its interval
   */
  public record Point(int place, double value, double low, double high) {}

  /** A point beside the line. */
  public record Other(int place, double value) {}

  private final String name;
  private final String title;
  private final String xLabel;
  private final String yLabel;

  public PointPlot(String name, String title, String xLabel, String yLabel) {
    this.name = name;
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
  }

  /**
   * @param places what the places are called
   */
  public Plot of(List<String> places, List<Point> points, List<Other> others, String description) {
    return new Plot(
        name,
        title,
        description,
        Look.chart(plot(places, points, others)),
        Look.titled(plot(places, points, others), title),
        List.of(),
        Plot.HEIGHT);
  }

  private XYPlot plot(List<String> places, List<Point> points, List<Other> others) {
    YIntervalSeries series = new YIntervalSeries(yLabel);
    points.forEach(each -> series.add(each.place(), each.value(), each.low(), each.high()));
    YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    data.addSeries(series);
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawXError(false);
    renderer.setDefaultLinesVisible(true);
    renderer.setSeriesPaint(0, Ink.series(0));
    renderer.setSeriesStroke(0, new BasicStroke(2f));
    renderer.setErrorStroke(new BasicStroke(1.4f));
    renderer.setSeriesShape(0, Dot.of(4));
    SymbolAxis x = Look.places(xLabel, places);
    x.setVerticalTickLabels(places.size() > 6);
    NumberAxis y = Look.numbers(yLabel);
    XYPlot plot = new XYPlot(data, x, y, renderer);
    plot.setDataset(1, dataset(others));
    XYLineAndShapeRenderer dots = new XYLineAndShapeRenderer(false, true);
    dots.setSeriesPaint(0, Ink.MUTED);
    dots.setSeriesShape(0, Dot.of(2.5));
    dots.setSeriesShapesFilled(0, false);
    plot.setRenderer(1, dots);
    return plot;
  }

  private static DefaultXYDataset dataset(List<Other> others) {
    DefaultXYDataset data = new DefaultXYDataset();
    data.addSeries(
        "others",
        new double[][] {
          others.stream().mapToDouble(Other::place).toArray(),
          others.stream().mapToDouble(Other::value).toArray()
        });
    return data;
  }
}
